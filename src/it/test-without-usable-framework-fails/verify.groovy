def log = new File(basedir, 'build.log').text

assert log =~ /junit-4\.11 \.+ FAILURE/
assert log.contains('JUnit 4.11 (junit:junit) is on the test class path')
assert log.contains('Use junit:junit:4.13.2.')

assert log =~ /none \.+ FAILURE/
assert log.contains('This project has test classes, but nothing on its test class path can run them:')
assert log.contains("Add one of them to the project's test dependencies.")
