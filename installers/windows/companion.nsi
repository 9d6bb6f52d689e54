; The installer for one person: no administrator, everything in the person's own profile, silent with /S.
; `packages.py` calls makensis with the definitions below; all paths in them are full.
;   PROGRAM   the frozen folder            OUT       the installer to write
;   NAME COMMAND VERSION NUMBERS PUBLISHER COPYRIGHT SUMMARY    what the product says of itself
;   EXTENSION PROGID MIME DOCUMENT          the document type
;   ICON SIDE                               the icon, and the picture beside the first and the last page
;   SIZE                                    kilobytes that it takes
;   QUICK                                   pack with little compression, for tests
;   SIGN                                    a script that signs the file it is given, when there is a certificate
;
; Exit codes: 0 done · 1 a person cancelled · 3 a newer version is there · 4 the program is open and stays so · 5 files
; could not be written.
Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestSupportedOS Win10
RequestExecutionLevel user
!ifdef QUICK
  SetCompressor zlib
!else
  SetCompressor /SOLID /FINAL lzma
  SetCompressorDictSize 64
!endif
CRCCheck force
AllowSkipFiles off

!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh
!include WordFunc.nsh
!include x64.nsh
!include WinVer.nsh

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define OWN_KEY "Software\${NAME}"
!define CLASSES "Software\Classes"
!define EXE "${COMMAND}.exe"
!define SHORTCUT "${NAME}.lnk"

Name "${NAME}"
OutFile "${OUT}"
BrandingText "${NAME} ${VERSION}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${OWN_KEY}" "InstallDir"
ShowInstDetails nevershow
ShowUninstDetails nevershow

VIProductVersion "${NUMBERS}"
VIFileVersion "${NUMBERS}"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "CompanyName" "${PUBLISHER}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} Setup"
VIAddVersionKey /LANG=0 "FileVersion" "${NUMBERS}"
VIAddVersionKey /LANG=0 "LegalCopyright" "${COPYRIGHT}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_WELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_UNWELCOMEFINISHPAGE_BITMAP "${SIDE}"
!define MUI_ABORTWARNING
!define MUI_WELCOMEPAGE_TITLE "${NAME} ${VERSION}"
!define MUI_WELCOMEPAGE_TEXT "${SUMMARY}.$\r$\n$\r$\nThis installs it for you alone. It needs no administrator, no account and no network. \
An earlier version is replaced; your journal stays as it is.$\r$\n$\r$\nChoose Install to go on."
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "${NAME} is installed"
!define MUI_FINISHPAGE_TEXT "You find it in the Start menu."
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_FINISHPAGE_RUN_TEXT "Open it now"
!define MUI_FINISHPAGE_SHOWREADME ""
!define MUI_FINISHPAGE_SHOWREADME_TEXT "Put an icon on the desktop"
!define MUI_FINISHPAGE_SHOWREADME_NOTCHECKED
!define MUI_FINISHPAGE_SHOWREADME_FUNCTION PutOnDesktop
!insertmacro MUI_PAGE_FINISH

!define MUI_UNCONFIRMPAGE_TEXT_TOP "This takes the program away. Journals are not touched: yours and your settings stay in \
$LOCALAPPDATA\${NAME}"
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!define MUI_FINISHPAGE_TITLE "${NAME} was removed"
!define MUI_FINISHPAGE_TEXT "Your journal and your settings were not touched. If you have any on this computer, they are in$\r$\n$\r$\n\
$LOCALAPPDATA\${NAME}$\r$\n$\r$\nInstall the program again to open your journal. Delete that folder only if you never want to read it again."
!insertmacro MUI_UNPAGE_FINISH
!insertmacro MUI_LANGUAGE "English"

!ifdef SIGN
  !uninstfinalize '"${SIGN}" "%1"' = 0
!endif

; Leaves with a code and, where somebody looks on, a sentence.
!macro LeaveWith code sentence
  MessageBox MB_OK|MB_ICONEXCLAMATION "${sentence}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; The program keeps its own file open while it runs, so whoever can open the file for writing knows that it is closed.
!macro CloseTheProgram un
Function ${un}IsOpen
  StrCpy $R0 "no"
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    ClearErrors
    FileOpen $R1 "$INSTDIR\${EXE}" a
    ${If} ${Errors}
      StrCpy $R0 "yes"
    ${Else}
      FileClose $R1
    ${EndIf}
  ${EndIf}
FunctionEnd

; Asks every window of the program to close, as its own close button does: it saves what was typed, then ends. Waits for
; twenty seconds at most.
Function ${un}AskToClose
  StrCpy $R2 0
  ${Do}
    FindWindow $R2 "" "${NAME}" 0 $R2
    ${If} $R2 == 0
      ${Break}
    ${EndIf}
    System::Call 'user32::GetClassNameW(p R2, t .R3, i 256)'
    StrCpy $R3 $R3 2
    ${If} $R3 == "Qt" ; a folder's window may have the same title
      System::Call 'user32::PostMessageW(p R2, i 0x10, p 0, p 0)'
    ${EndIf}
  ${Loop}
  StrCpy $R4 0
  ${Do}
    Call ${un}IsOpen
    ${If} $R0 == "no"
    ${OrIf} $R4 == 80
      ${Break}
    ${EndIf}
    Sleep 250
    IntOp $R4 $R4 + 1
  ${Loop}
FunctionEnd

Function ${un}CloseFirst
  Call ${un}IsOpen
  ${If} $R0 == "no"
    Return
  ${EndIf}
  ${IfNot} ${Silent}
    ${If} ${Cmd} `MessageBox MB_OKCANCEL|MB_ICONINFORMATION "${NAME} is open.$\r$\n$\r$\nChoose OK: it saves what you wrote and \
closes, and then this goes on." IDCANCEL`
      SetErrorLevel 1
      Quit
    ${EndIf}
  ${EndIf}
  ${Do}
    Call ${un}AskToClose
    ${If} $R0 == "no"
      Return
    ${EndIf}
    ${If} ${Silent}
      ${Break}
    ${EndIf}
    ${If} ${Cmd} `MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "${NAME} is still open. Please close it yourself, then choose Retry. \
Nothing was changed." IDCANCEL`
      ${Break}
    ${EndIf}
  ${Loop}
  SetErrorLevel 4
  Quit
FunctionEnd
!macroend
!insertmacro CloseTheProgram ""
!insertmacro CloseTheProgram "un."

Function .onInit
  ${IfNot} ${RunningX64}
  ${OrIfNot} ${AtLeastWin10}
    !insertmacro LeaveWith 5 "${NAME} needs Windows 10 or 11 with 64 bits."
  ${EndIf}
  SetShellVarContext current
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro LeaveWith 3 "A newer version ($0) is installed. An older one might not open your journal. To go back all the same, \
remove the newer one first."
    ${EndIf}
  ${EndIf}
  ${If} ${FileExists} "$INSTDIR\journals\*.*"
    !insertmacro LeaveWith 5 "$INSTDIR holds a journal, so the program needs another folder."
  ${EndIf}
  Call CloseFirst
FunctionEnd

Function un.onInit
  SetShellVarContext current
  Call un.CloseFirst
FunctionEnd

Section "${NAME}"
  SetShellVarContext current
  ; Everything is unpacked beside the old version first: a full disk leaves that one as it was.
  RMDir /r "$INSTDIR\_new"
  ClearErrors
  SetOutPath "$INSTDIR\_new"
  File /r "${PROGRAM}/*"
  SetOutPath "$INSTDIR"
  ${If} ${Errors}
    RMDir /r "$INSTDIR\_new"
    !insertmacro LeaveWith 5 "The files could not be written. Is the disk full? An earlier version is still there, unchanged."
  ${EndIf}
  Call CloseFirst
  RMDir /r "$INSTDIR\_old"
  ClearErrors
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
    Rename "$INSTDIR\_internal" "$INSTDIR\_old"
  ${EndIf}
  ${If} ${Errors}
    RMDir /r "$INSTDIR\_new"
    !insertmacro LeaveWith 4 "A file of the earlier version is in use. Close ${NAME}, then try again. Nothing was changed."
  ${EndIf}
  Delete "$INSTDIR\${EXE}"
  Rename "$INSTDIR\_new\_internal" "$INSTDIR\_internal"
  Rename "$INSTDIR\_new\${EXE}" "$INSTDIR\${EXE}"
  ${If} ${Errors}
    !insertmacro LeaveWith 5 "The new version could not be put in its place. Run this again."
  ${EndIf}
  RMDir /r "$INSTDIR\_new"
  RMDir /r "$INSTDIR\_old"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${SHORTCUT}" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0 SW_SHOWNORMAL "" "${SUMMARY}"

  WriteRegStr HKCU "${CLASSES}\.${EXTENSION}" "" "${PROGID}"
  WriteRegStr HKCU "${CLASSES}\.${EXTENSION}" "Content Type" "${MIME}"
  WriteRegStr HKCU "${CLASSES}\${PROGID}" "" "${DOCUMENT}"
  WriteRegStr HKCU "${CLASSES}\${PROGID}" "NoRecentDocs" ""
  WriteRegStr HKCU "${CLASSES}\${PROGID}\DefaultIcon" "" '"$INSTDIR\${EXE}",0'
  WriteRegStr HKCU "${CLASSES}\${PROGID}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'

  WriteRegStr HKCU "${OWN_KEY}" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "${PUBLISHER}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "EstimatedSize" ${SIZE}
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
  ${RefreshShellIcons}
SectionEnd

; The finish page asks; /DESKTOPICON asks for it when nobody is there to tick the box.
Function PutOnDesktop
  CreateShortcut "$DESKTOP\${SHORTCUT}" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0 SW_SHOWNORMAL "" "${SUMMARY}"
FunctionEnd

Section -DesktopIcon
  ${GetParameters} $0
  ClearErrors
  ${GetOptions} $0 "/DESKTOPICON" $1
  IfErrors +2
  Call PutOnDesktop
SectionEnd

Section "Uninstall"
  SetShellVarContext current
  Delete "$SMPROGRAMS\${SHORTCUT}"
  Delete "$DESKTOP\${SHORTCUT}"
  ; Only what the installer put there; journals lie elsewhere and nothing here goes near them.
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\_new"
  RMDir /r "$INSTDIR\_old"
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ReadRegStr $0 HKCU "${CLASSES}\.${EXTENSION}" ""
  ${If} $0 == "${PROGID}"
    DeleteRegKey HKCU "${CLASSES}\.${EXTENSION}"
  ${EndIf}
  DeleteRegKey HKCU "${CLASSES}\${PROGID}"
  DeleteRegKey HKCU "${OWN_KEY}"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  ${RefreshShellIcons}
  SetErrorLevel 0
SectionEnd
