// A temporary directory of its own, which no other run sweeps.
def temporary = new File(basedir, 'tmp')
temporary.mkdir()
def maven = new File(basedir, '.mvn')
maven.mkdir()
new File(maven, 'jvm.config').text = "-Djava.io.tmpdir=${temporary}\n"
// What a run has left that was killed with its supervisor: no process has this start, so that its owner is dead.
def left = java.nio.file.Files.createTempDirectory(temporary.toPath(), 'simple-').toFile()
def cookie = "SIMPLE_SPAWN_it${System.nanoTime()}"
def builder = new ProcessBuilder('sleep', '1000')
builder.environment()[cookie.toString()] = '1'
new File(basedir, 'process').text = builder.start().pid()
def boot = new File('/proc/sys/kernel/random/boot_id').text.trim()
def namespace = java.nio.file.Files.readSymbolicLink(java.nio.file.Path.of('/proc/self/ns/pid'))
new File(left, 'run').text = "simple-run 1\nboot ${boot}\nnamespace ${namespace}\ncookie ${cookie}\nowner 1 -1\n"
new File(basedir, 'left').text = left
return true
