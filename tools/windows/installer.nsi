; The installer for one user, without administrator rights, in Chinese and English.
;   makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 -DPROGRAM=dist\ShopCare -DOUT=ShopCare-0.1.0.exe
;     installer.nsi
; An upgrade takes the program's place and leaves the shop's data alone; a removal leaves it, too,
; unless the user asks otherwise. With /S nothing is asked, and the exit status says how it ended.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
SetCompressorDictSize 64
; Times of the build would make two installers of one commit differ.
SetDateSave off
ManifestDPIAware true

!include "MUI2.nsh"
!include "LogicLib.nsh"
!include "WinVer.nsh"
!include "FileFunc.nsh"

; The exit status; 1 and 2 are NSIS's own: cancelled by the user, a file could not be written.
!define STILL_RUNNING 3
!define FOLDER_IN_USE 4
!define WINDOWS_TOO_OLD 5

!define OLDEST_BUILD 17763 ; of Windows 10, as Qt asks for
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ShopCare"

Name "ShopCare"
OutFile "${OUT}"
RequestExecutionLevel user
InstallDir "$LOCALAPPDATA\Programs\ShopCare"
InstallDirRegKey HKCU "${KEY}" "InstallLocation"
BrandingText "ShopCare ${VERSION}"

!define MUI_ICON "${PROGRAM}\_internal\shopcare\resources\program_icon\shopcare.ico"
!define MUI_UNICON "${MUI_ICON}"
!define MUI_ABORTWARNING
!define MUI_FINISHPAGE_RUN "$INSTDIR\ShopCare.exe"
; An upgrade and the removal speak the language that was chosen at first.
!define MUI_LANGDLL_REGISTRY_ROOT HKCU
!define MUI_LANGDLL_REGISTRY_KEY "${KEY}"
!define MUI_LANGDLL_REGISTRY_VALUENAME "InstallerLanguage"

!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "SimpChinese"
!insertmacro MUI_LANGUAGE "English"

LangString IN_USE ${LANG_SIMPCHINESE} "ShopCare 正在运行。请先关闭它的窗口，再点“重试”。"
LangString IN_USE ${LANG_ENGLISH} "ShopCare is running. Please close its window, then choose Retry."
LangString DELETE_DATA ${LANG_SIMPCHINESE} "店铺的资料（顾客、服务单、备份）默认保留。要一并删除吗？删除后无法恢复。"
LangString DELETE_DATA ${LANG_ENGLISH} "The shop's data (customers, cases, backups) is kept. Delete it as well? This cannot be undone."
LangString NO_PROGRAM ${LANG_SIMPCHINESE} "这个文件夹里有别的文件，请另选一个空文件夹。"
LangString NO_PROGRAM ${LANG_ENGLISH} "This folder holds other files. Please choose an empty one."
LangString TOO_OLD ${LANG_SIMPCHINESE} "ShopCare 需要 Windows 10（1809 或更新版本）或 Windows 11。"
LangString TOO_OLD ${LANG_ENGLISH} "ShopCare needs Windows 10 (1809 or newer) or Windows 11."

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductName" "ShopCare"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileDescription" "ShopCare Setup"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "LegalCopyright" "MIT License"

Var UPGRADES

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
  ${IfNot} ${AtLeastBuild} ${OLDEST_BUILD}
    MessageBox MB_OK|MB_ICONSTOP "$(TOO_OLD)" /SD IDOK
    SetErrorLevel ${WINDOWS_TOO_OLD}
    Quit
  ${EndIf}
FunctionEnd

; Sets $1 to 1 where a program runs: its file cannot be written to until it ends.
!macro FIND_RUNNING NAME
  ${If} ${FileExists} "$INSTDIR\${NAME}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${NAME}" a
    ${If} ${Errors}
      StrCpy $1 1
    ${Else}
      FileClose $0
    ${EndIf}
  ${EndIf}
!macroend

; Nothing was changed yet when this gives up, and the program that runs is never ended.
!macro REQUIRE_CLOSED UN
Function ${UN}RequireClosed
  again:
  ${For} $2 1 20 ; five seconds: the window is just closing, or a virus scanner looks at the file
    StrCpy $1 0
    !insertmacro FIND_RUNNING "ShopCare.exe"
    !insertmacro FIND_RUNNING "shopcare-cli.exe"
    ${If} $1 = 0
      Return
    ${EndIf}
    Sleep 250
  ${Next}
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IN_USE)" /SD IDCANCEL IDRETRY again
  SetErrorLevel ${STILL_RUNNING}
  Abort
FunctionEnd
!macroend
!insertmacro REQUIRE_CLOSED ""
!insertmacro REQUIRE_CLOSED "un."

Section
  StrCpy $UPGRADES 0
  Call RequireClosed
  ; Of an older version nothing may stay: a module that is gone would still be found.
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
    ${IfNot} ${FileExists} "$INSTDIR\ShopCare.exe"
      MessageBox MB_OK|MB_ICONSTOP "$(NO_PROGRAM)" /SD IDOK
      SetErrorLevel ${FOLDER_IN_USE}
      Abort
    ${EndIf}
    RMDir /r "$INSTDIR\_internal"
    StrCpy $UPGRADES 1
  ${EndIf}
  SetOutPath "$INSTDIR"
  File "${PROGRAM}\ShopCare.exe" ; first: by it a half-written folder is known as ours
  WriteUninstaller "$INSTDIR\uninstall.exe"
  File /r /x ShopCare.exe "${PROGRAM}\*"
  ${If} $UPGRADES = 0 ; an upgrade brings no shortcut back that the user has removed
    CreateShortcut "$SMPROGRAMS\ShopCare.lnk" "$INSTDIR\ShopCare.exe"
    CreateShortcut "$DESKTOP\ShopCare.lnk" "$INSTDIR\ShopCare.exe"
  ${EndIf}

  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2

  WriteRegStr HKCU "${KEY}" "DisplayName" "ShopCare"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\ShopCare.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "ShopCare"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "EstimatedSize" $0
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "Uninstall"
  Call un.RequireClosed
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\ShopCare.exe"
  Delete "$INSTDIR\shopcare-cli.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\ShopCare.lnk"
  Delete "$DESKTOP\ShopCare.lnk"
  DeleteRegKey HKCU "${KEY}"

  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(DELETE_DATA)" /SD IDNO IDNO keep
    RMDir /r "$LOCALAPPDATA\ShopCare"
  keep:
SectionEnd
