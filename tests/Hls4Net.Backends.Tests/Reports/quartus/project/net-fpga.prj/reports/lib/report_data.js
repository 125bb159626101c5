var loopsJSON={"columns":["","Pipelined","II"],"children":[]};
var areaJSON={"columns":["","ALUTs","FFs","RAMs","DSPs","MLABs"],"total":[100,200,3,4,5],"total_percent":[1,1,1,1,1],"children":[]};
var mavJSON={"nodes":[]};
