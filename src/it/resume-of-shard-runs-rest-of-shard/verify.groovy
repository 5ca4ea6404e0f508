def log = new File(basedir, 'build.log').text
def classes = ['it.ATest', 'it.BTest', 'it.CTest', 'it.DTest']
def builds = log.split('Scanning for projects').drop(1)
def ran = builds.collect { build -> classes.findAll { build.contains("-- in $it\n") } }

// How far the first run comes depends on the machine.
assert builds[0] =~ /[01] of 2 test classes done\. Continue with: mvn simple:resume .*-Dsimple.shard=1\/2/
assert log.count('Shard 1/2: 2 of 4 test classes and spec files') == 2
assert (ran[0] + ran[1]).sort() == ['it.ATest', 'it.CTest']
assert ran[2].sort() == ['it.BTest', 'it.DTest']
assert builds[1].contains('Tests run: 2, Failures: 0')
return true
