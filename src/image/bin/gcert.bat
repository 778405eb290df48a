@echo off
rem Starts gcert on the runtime beside it. Options for that runtime are read from GCERT_JAVA_OPTS.
setlocal
set JAVA_TOOL_OPTIONS=
set JDK_JAVA_OPTIONS=
set _JAVA_OPTIONS=
set CLASSPATH=
set "runtime=%~dp0..\runtime"
"%runtime%\bin\java.exe" @options@ %GCERT_JAVA_OPTS% -cp "%runtime%\none" gcert.cli.Main %*
exit /b %ERRORLEVEL%
