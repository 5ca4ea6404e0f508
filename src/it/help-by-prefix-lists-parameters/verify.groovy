def log = new File(basedir, 'build.log').text

assert log.contains('simple:test')
assert log.contains('rerunFailingTestsCount')
