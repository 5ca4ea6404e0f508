def log = new File(basedir, 'build.log').text

assert log.count('Tests are skipped.') == 4
assert !log.contains('Running it.RedTest')
assert !new File(basedir, 'target/surefire-reports').exists()
