var quartusJSON={"quartusFitClockSummary":{"name":"Quartus Fit Summary","nodes":[{"name":"clock","clock":"480.5","clock fmax":"480.5"}]},
"quartusFitResourceUsageSummary":{"name":"Quartus Fit Resource","nodes":[{"name":"other","alm":"1"},{"name":"net","alm":"1050.5","alut":"180","reg":"2100","dsp":"4","ram":"3","mlab":"5"}]}};
