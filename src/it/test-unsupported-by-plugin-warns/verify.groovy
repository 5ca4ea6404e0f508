def log = new File(basedir, 'build.log').text

assert log.contains("[WARNING] Surefire's tempDir has no effect here: ")
assert log.contains("[WARNING] Surefire's parallel has no effect here: ")
assert log.contains('[WARNING] Surefire has no parameter reuseFork; it has no effect.')
