// The names by which Catapult finds the design and its test bench; on the host they mean nothing.
#ifndef MC_SCVERIFY_H_
#define MC_SCVERIFY_H_

#define CCS_BLOCK(name) name
#define CCS_DESIGN(name) name
#define CCS_MAIN int main
#define CCS_RETURN(status) return status

#endif
