/* Says how many milliseconds programs take to show a window that answers.
     start_time TIMES COMMAND…
   Each command is started in turn, TIMES times over; one line a start. The window is then closed
   as its user closes it. For the rig only, never in a release. */

#include <stdio.h>
#include <windows.h>

#define LONGEST 120000
#define NARROWEST 300 /* what is smaller is no main window */

static HWND ready;

static BOOL CALLBACK look(HWND window, LPARAM process)
{
    DWORD owner;
    RECT place;
    DWORD_PTR answer;
    GetWindowThreadProcessId(window, &owner);
    if (owner != (DWORD)process || !IsWindowVisible(window)) return TRUE;
    if (!GetWindowRect(window, &place) || place.right - place.left < NARROWEST) return TRUE;
    /* it answers as soon as it has drawn itself */
    if (!SendMessageTimeoutW(window, WM_NULL, 0, 0, SMTO_NORMAL, LONGEST, &answer)) return TRUE;
    ready = window;
    return FALSE;
}

static int measure(wchar_t *command)
{
    STARTUPINFOW how = {sizeof how};
    PROCESS_INFORMATION program;
    ULONGLONG begun = GetTickCount64();
    if (!CreateProcessW(NULL, command, NULL, NULL, FALSE, 0, NULL, NULL, &how, &program)) return 0;
    ready = NULL;
    while (!ready && GetTickCount64() - begun < LONGEST) {
        if (WaitForSingleObject(program.hProcess, 5) == WAIT_OBJECT_0) return 0;
        EnumWindows(look, program.dwProcessId);
    }
    int taken = (int)(GetTickCount64() - begun);
    if (!ready) return 0;
    Sleep(2000); /* what is done once the window stands is no part of the start */
    PostMessageW(ready, WM_CLOSE, 0, 0);
    return WaitForSingleObject(program.hProcess, LONGEST) == WAIT_OBJECT_0 ? taken : 0;
}

int wmain(int count, wchar_t **words)
{
    int times = count > 1 ? _wtoi(words[1]) : 0;
    for (int round = 0; round < times; round++)
        for (int n = 2; n < count; n++) {
            wchar_t command[2048];
            wcsncpy(command, words[n], 2047);
            command[2047] = 0;
            printf("%d\n", measure(command));
            fflush(stdout);
        }
    return 0;
}
