def log = new File(basedir, 'build.log').text

assert log.contains('Running it.GreenTest')
assert log.count('Tests are skipped.') == 2
assert !new File(basedir, 'target/failsafe-reports').exists()
