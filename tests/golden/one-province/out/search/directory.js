portalSearch("directory",{"count":35,"file":[0,1],"first":["0","mat"],"inFile":8,"stamp":"ba921921"});
