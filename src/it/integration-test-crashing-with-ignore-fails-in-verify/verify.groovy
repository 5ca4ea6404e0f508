def log = new File(basedir, 'build.log').text

assert new File(basedir, 'target/torn-down').isDirectory()
assert log =~ /Failed to execute goal dev\.simple:simple-maven-plugin:[^:]+:verify /
assert log.contains('A test process crashed.')
assert log.contains('It was running it.ACrashIT.')
assert new File(basedir, 'target/failsafe-reports/TEST-it.GreenIT.xml').isFile()
