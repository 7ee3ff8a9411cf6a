portalSearch("directory",{"count":35,"file":[0,1,2,3,4],"first":["0","creative","in","of","systems"],"inFile":8,"stamp":"1f087b64"});
