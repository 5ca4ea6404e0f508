def log = new File(basedir, 'build.log').text

assert log.contains('JUnit 4.11 (junit:junit) is on the test class path')
assert log.contains('Use junit:junit:4.13.2.')
