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
; Exit codes: 0 done · 1 a person cancelled · 3 a newer version is there · 4 the program is open and stays so · 5 it cannot
; be installed there, or files could not be written · 6 another installer of it is at work. After 3 to 6 everything is as it was.
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
; Beside the program while it is replaced. Names that nobody else's program has: they are removed with all that is in them.
!define NEW "$INSTDIR\.${COMMAND}-new"
!define OLD "$INSTDIR\.${COMMAND}-old"

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

; Leaves with a code and, where somebody looks on, a sentence. What was unpacked goes again.
!macro LeaveWith code sentence
  SetOutPath "$TEMP"
  RMDir /r "${NEW}"
  RMDir "$INSTDIR" ; only when it is empty: we made it
  MessageBox MB_OK|MB_ICONEXCLAMATION "${sentence}" /SD IDOK
  SetErrorLevel ${code}
  Quit
!macroend

; Renames, trying for five seconds: a virus scanner may hold a new file for a moment. $R6 says "ok" or "failed". (The error
; flag cannot: asking for it clears it.)
!macro RenameSoon from to
  StrCpy $R5 0
  ${Do}
    ClearErrors
    Rename "${from}" "${to}"
    ${If} ${Errors}
      StrCpy $R6 "failed"
    ${Else}
      StrCpy $R6 "ok"
      ${Break}
    ${EndIf}
    ${If} $R5 == 20
      ${Break}
    ${EndIf}
    Sleep 250
    IntOp $R5 $R5 + 1
  ${Loop}
!macroend

; One at a time: a management tool may start a second one while the first is at work.
!macro OneAtATime
  System::Call 'kernel32::CreateMutexW(p 0, i 1, w "${COMMAND}-setup") p .r1 ?e'
  Pop $0
  ${If} $0 == 183
    MessageBox MB_OK|MB_ICONEXCLAMATION "Another installer of ${NAME} is at work. Wait until it is done." /SD IDOK
    SetErrorLevel 6
    Quit
  ${EndIf}
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
  RMDir /r "${NEW}"
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
  !insertmacro OneAtATime
  ReadRegStr $0 HKCU "${UNINSTALL_KEY}" "DisplayVersion"
  ${If} $0 != ""
    ${VersionCompare} "$0" "${VERSION}" $1
    ${If} $1 == 1
      !insertmacro LeaveWith 3 "A newer version ($0) is installed. An older one might not open your journal. To go back all the same, \
remove the newer one first."
    ${EndIf}
  ${EndIf}
  ReadRegStr $0 HKCU "${OWN_KEY}" "InstallDir"
  ${If} $0 != ""
  ${AndIf} $0 != $INSTDIR
  ${AndIf} ${FileExists} "$0\${EXE}"
    !insertmacro LeaveWith 5 "${NAME} is installed in $0. Install into that folder, or remove it there first."
  ${EndIf}
  ; A folder in which other things lie is no place for it: the uninstaller could not tell them apart.
  ${If} $0 != $INSTDIR
  ${AndIfNot} ${FileExists} "$INSTDIR\${EXE}"
  ${AndIfNot} ${FileExists} "${NEW}\*.*"
  ${AndIfNot} ${FileExists} "${OLD}\*.*"
    FindFirst $1 $2 "$INSTDIR\*.*"
    ${DoUntil} $2 == ""
      ${If} $2 != "."
      ${AndIf} $2 != ".."
        FindClose $1
        !insertmacro LeaveWith 5 "$INSTDIR holds other files. Choose a folder that is empty or not there yet."
      ${EndIf}
      FindNext $1 $2
    ${Loop}
    FindClose $1
  ${EndIf}
  ; What an installer that was stopped half-way left: the old version is put back.
  ${IfNot} ${FileExists} "$INSTDIR\${EXE}"
  ${AndIf} ${FileExists} "${OLD}\${EXE}"
    Call PutBack
  ${EndIf}
  Call CloseFirst
FunctionEnd

; Puts the version that was there before in its place again.
Function PutBack
  ${If} ${FileExists} "${OLD}\_internal\*.*"
    RMDir /r "$INSTDIR\_internal"
    !insertmacro RenameSoon "${OLD}\_internal" "$INSTDIR\_internal"
  ${EndIf}
  ${If} ${FileExists} "${OLD}\${EXE}"
    Delete "$INSTDIR\${EXE}"
    !insertmacro RenameSoon "${OLD}\${EXE}" "$INSTDIR\${EXE}"
  ${EndIf}
  RMDir "${OLD}"
FunctionEnd

; Unpacking ended early: the disk is full, most likely.
Function .onInstFailed
  SetOutPath "$TEMP" ; or Windows would hold the folder that was being written
  RMDir /r "${NEW}"
  RMDir "$INSTDIR"
  SetErrorLevel 5
FunctionEnd

Function un.onInit
  SetShellVarContext current
  !insertmacro OneAtATime
  Call un.CloseFirst
FunctionEnd

Section "${NAME}"
  SetShellVarContext current
  ; Everything is unpacked beside the old version first: a full disk leaves that one as it was.
  RMDir /r "${NEW}"
  StrCpy $0 $INSTDIR 3
  ${DriveSpace} $0 "/D=F /S=M" $1
  IntOp $2 ${SIZE} / 1024
  ${If} $1 != ""
  ${AndIf} $1 <= $2
    !insertmacro LeaveWith 5 "There is not enough room on the disk ($0). Nothing was changed."
  ${EndIf}
  SetOutPath "${NEW}"
  File /r "${PROGRAM}/*"
  SetOutPath "$INSTDIR"
  Call CloseFirst
  RMDir /r "${OLD}"
  ${If} ${FileExists} "$INSTDIR\${EXE}"
    CreateDirectory "${OLD}"
  ${Else}
    RMDir /r "$INSTDIR\_internal" ; of a first installation that was stopped half-way
  ${EndIf}
  StrCpy $R6 "ok"
  ${If} ${FileExists} "${OLD}\*.*"
  ${AndIf} ${FileExists} "$INSTDIR\_internal\*.*"
    !insertmacro RenameSoon "$INSTDIR\_internal" "${OLD}\_internal"
  ${EndIf}
  ${If} $R6 == "ok"
  ${AndIf} ${FileExists} "$INSTDIR\${EXE}"
    !insertmacro RenameSoon "$INSTDIR\${EXE}" "${OLD}\${EXE}"
  ${EndIf}
  ${If} $R6 == "ok"
    !insertmacro RenameSoon "${NEW}\_internal" "$INSTDIR\_internal"
  ${EndIf}
  ${If} $R6 == "ok"
    !insertmacro RenameSoon "${NEW}\${EXE}" "$INSTDIR\${EXE}"
  ${EndIf}
  ${If} $R6 != "ok"
    ${IfNot} ${FileExists} "${OLD}\*.*"
      RMDir /r "$INSTDIR\_internal"
    ${EndIf}
    Call PutBack
    !insertmacro LeaveWith 5 "A file is in use, so the new version could not be put in its place. What was there before is there again. \
Try again in a while."
  ${EndIf}
  RMDir /r "${NEW}"
  RMDir /r "${OLD}"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${SHORTCUT}" "$INSTDIR\${EXE}" "" "$INSTDIR\${EXE}" 0 SW_SHOWNORMAL "" "${SUMMARY}"

  ; What opened such files before is noted down and put back when the program is removed.
  ReadRegStr $0 HKCU "${CLASSES}\.${EXTENSION}" ""
  ${If} $0 != ""
  ${AndIf} $0 != "${PROGID}"
    WriteRegStr HKCU "${OWN_KEY}" "FormerType" $0
  ${EndIf}
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
  ; Only what the installer put there; journals lie elsewhere and nothing here goes near them.
  ClearErrors
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "${NEW}"
  RMDir /r "${OLD}"
  Delete "$INSTDIR\${EXE}"
  ${If} ${FileExists} "$INSTDIR\_internal\*.*"
  ${OrIf} ${FileExists} "$INSTDIR\${EXE}"
    ; The entry in the list of programs stays, so that it can be tried again.
    MessageBox MB_OK|MB_ICONEXCLAMATION "A file of the program is in use and could not be removed. Close what uses it, then try again." /SD IDOK
    SetErrorLevel 5
    Quit
  ${EndIf}
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ; Entries that speak of another folder are another installation's.
  ReadRegStr $0 HKCU "${OWN_KEY}" "InstallDir"
  ${If} $0 == $INSTDIR
    Delete "$SMPROGRAMS\${SHORTCUT}"
    Delete "$DESKTOP\${SHORTCUT}"
    ReadRegStr $0 HKCU "${CLASSES}\.${EXTENSION}" ""
    ${If} $0 == "${PROGID}"
      ReadRegStr $1 HKCU "${OWN_KEY}" "FormerType"
      ${If} $1 != ""
        WriteRegStr HKCU "${CLASSES}\.${EXTENSION}" "" $1
      ${Else}
        DeleteRegValue HKCU "${CLASSES}\.${EXTENSION}" ""
      ${EndIf}
      DeleteRegValue HKCU "${CLASSES}\.${EXTENSION}" "Content Type"
    ${EndIf}
    DeleteRegKey /ifempty HKCU "${CLASSES}\.${EXTENSION}"
    DeleteRegKey HKCU "${CLASSES}\${PROGID}"
    DeleteRegKey HKCU "${OWN_KEY}"
    DeleteRegKey HKCU "${UNINSTALL_KEY}"
    ${RefreshShellIcons}
  ${EndIf}
  SetErrorLevel 0
SectionEnd
