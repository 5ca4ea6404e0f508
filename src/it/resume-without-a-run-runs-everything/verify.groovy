def log = new File(basedir, 'build.log').text
assert log.contains('There is nothing to resume in this module: everything runs.')
assert log.contains('Tests run: 1, Failures: 0')
assert !new File(basedir, 'target/simple-checkpoint.json').exists()
