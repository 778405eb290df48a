@echo off
rem Starts gcert on the Java of this machine: 17 or newer, from JAVA_HOME or PATH.
rem Options for it are read from GCERT_JAVA_OPTS.
setlocal
set JAVA_TOOL_OPTIONS=
set JDK_JAVA_OPTIONS=
set _JAVA_OPTIONS=
set CLASSPATH=
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
"%java%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto %GCERT_JAVA_OPTS% -jar "%~dp0gcert.jar" %*
exit /b %ERRORLEVEL%
