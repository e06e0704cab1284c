; The installer for one user, without administrator rights, in Chinese and English.
;   makensis -DVERSION=0.1.0 -DPROGRAM=dist\ShopCare -DOUT=ShopCare-0.1.0.exe installer.nsi
; An upgrade takes the program's place and leaves the shop's data alone; a removal leaves it, too,
; unless the user asks otherwise.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma

!include "MUI2.nsh"
!include "LogicLib.nsh"

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

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductName" "ShopCare"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileDescription" "ShopCare Setup"
VIAddVersionKey /LANG=${LANG_ENGLISH} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_ENGLISH} "LegalCopyright" "MIT License"

Function .onInit
  !insertmacro MUI_LANGDLL_DISPLAY
FunctionEnd

; A program that runs keeps its file open: it cannot be renamed away and back.
!macro WAIT_UNTIL_CLOSED UN
Function ${UN}WaitUntilClosed
  again:
  IfFileExists "$INSTDIR\ShopCare.exe" 0 closed
  ClearErrors
  Rename "$INSTDIR\ShopCare.exe" "$INSTDIR\ShopCare.exe.closed"
  IfErrors 0 free
    MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(IN_USE)" /SD IDCANCEL IDRETRY again
    SetErrorLevel 1
    Abort
  free:
  Rename "$INSTDIR\ShopCare.exe.closed" "$INSTDIR\ShopCare.exe"
  closed:
FunctionEnd
!macroend
!insertmacro WAIT_UNTIL_CLOSED ""
!insertmacro WAIT_UNTIL_CLOSED "un."

Section
  Call WaitUntilClosed
  ; Of an older version nothing may stay: a module that is gone would still be found.
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
    ${IfNot} ${FileExists} "$INSTDIR\ShopCare.exe"
      MessageBox MB_OK|MB_ICONSTOP "$(NO_PROGRAM)" /SD IDOK
      SetErrorLevel 1
      Abort
    ${EndIf}
    RMDir /r "$INSTDIR\_internal"
  ${EndIf}
  SetOutPath "$INSTDIR"
  File /r "${PROGRAM}\*"
  WriteUninstaller "$INSTDIR\uninstall.exe"

  CreateShortcut "$SMPROGRAMS\ShopCare.lnk" "$INSTDIR\ShopCare.exe"
  CreateShortcut "$DESKTOP\ShopCare.lnk" "$INSTDIR\ShopCare.exe"

  WriteRegStr HKCU "${KEY}" "DisplayName" "ShopCare"
  WriteRegStr HKCU "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${KEY}" "DisplayIcon" "$INSTDIR\ShopCare.exe"
  WriteRegStr HKCU "${KEY}" "Publisher" "ShopCare"
  WriteRegStr HKCU "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${KEY}" "NoRepair" 1
SectionEnd

Function un.onInit
  !insertmacro MUI_UNGETLANGUAGE
FunctionEnd

Section "Uninstall"
  Call un.WaitUntilClosed
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
