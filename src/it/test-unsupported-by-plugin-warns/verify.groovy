def log = new File(basedir, 'build.log').text

assert log.contains("[WARNING] Surefire's reportFormat is not supported yet and has no effect.")
assert log.contains("[WARNING] Surefire's parallel has no effect here: ")
assert log.contains('[WARNING] Surefire has no parameter reuseFork; it has no effect.')
