echo "$GREETING"
[[ $GREETING == "hello from fork "[12] ]]
[[ $PWD == */target/work ]]
