var verifJSON={"functions":[{"name":"net","data":[12,"31,35,32","4,4,4"]}]};
