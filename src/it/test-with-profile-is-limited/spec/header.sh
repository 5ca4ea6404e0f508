# @Profile slow
# @Timeout 2
sleep 600
