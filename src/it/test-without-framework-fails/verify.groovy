def log = new File(basedir, 'build.log').text

assert log.contains('This project has test classes, but nothing on its test class path can run them:')
assert log.contains("Add one of them to the project's test dependencies.")
