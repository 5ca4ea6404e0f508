def file = new File(basedir, 'target/simple-checkpoint.json')
file.parentFile.mkdirs()
file.text = '{"schema":1,'
return true
