def log = new File(basedir, 'build.log').text

assert log.contains('Unknown setting simple.timout. Did you mean simple.timeout?')
assert !log.contains('Running it.GreenTest')
