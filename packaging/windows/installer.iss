; Inno Setup 6: an installer for one user, without administrator's rights, without network.
; iscc packaging\windows\installer.iss /DVersion=0.1.0      after `python dev.py build`
; Saved as UTF-8 with a byte order mark, as Inno Setup asks for.

#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
AppId={{6C0B7B0E-2B5E-4B57-9A43-6F7B1B6F2D41}
AppName=smdesk
AppVersion={#Version}
AppVerName=smdesk {#Version}
DefaultDirName={localappdata}\Programs\smdesk
DefaultGroupName=smdesk
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
OutputDir=..\..\dist
OutputBaseFilename=smdesk-{#Version}-setup
SetupIconFile=smdesk.ico
UninstallDisplayIcon={app}\smdesk.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Messages]
english.SetupAppTitle=安装 smdesk
english.SetupWindowTitle=安装 smdesk
english.WelcomeLabel1=安装 smdesk
english.WelcomeLabel2=将把 smdesk {#Version} 安装到这台电脑，仅供当前用户使用，不需要管理员权限。
english.ButtonNext=下一步(&N)
english.ButtonBack=上一步(&B)
english.ButtonInstall=安装(&I)
english.ButtonCancel=取消
english.ButtonFinish=完成(&F)
english.ButtonBrowse=浏览(&B)…
english.WizardSelectDir=选择安装位置
english.SelectDirDesc=smdesk 装在哪里？
english.SelectDirLabel3=将安装到下列文件夹。
english.SelectDirBrowseLabel=继续请点“下一步”；要换文件夹请点“浏览”。
english.WizardReady=准备安装
english.ReadyLabel1=可以开始安装 smdesk。
english.ReadyLabel2a=开始请点“安装”；要改动请点“上一步”。
english.ReadyLabel2b=开始请点“安装”。
english.WizardInstalling=正在安装
english.InstallingLabel=正在安装 smdesk，请稍候。
english.FinishedHeadingLabel=smdesk 已装好
english.FinishedLabel=smdesk 已装到这台电脑，可从开始菜单打开。
english.FinishedLabelNoIcons=smdesk 已装到这台电脑。
english.ClickFinish=点“完成”结束安装。

[Files]
Source: "..\..\dist\smdesk\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[InstallDelete]
; A former version's libraries must not lie beside those of this one; drafts are kept elsewhere.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\smdesk"; Filename: "{app}\smdesk.exe"
Name: "{autodesktop}\smdesk"; Filename: "{app}\smdesk.exe"

[Run]
Filename: "{app}\smdesk.exe"; Description: "打开 smdesk"; Flags: nowait postinstall skipifsilent
