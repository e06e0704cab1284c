/* For the rig only, never in a release: Wine 8 lacks the library from which Rust's programs, such
   as the reader of spreadsheets, draw random numbers. Wine's own generator answers instead. */

#include <windows.h>
#include <ntsecapi.h>

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return RtlGenRandom(buffer, (ULONG)length);
}
