#!/bin/sh
# A cluster of one node in a folder of its own, for tests: cluster.sh start FOLDER PORT PORT, cluster.sh stop FOLDER.
# Needs slurmctld, slurmd and munged, and root; neither systemd nor control groups.
set -u
PATH=$PATH:/usr/sbin:/sbin
folder=$2
conf=$folder/slurm.conf
export SLURM_CONF="$conf"

# Whether a daemon runs; one that nobody has buried yet does not.
runs() { readlink "/proc/$(cat "$folder/$1.pid" 2>/dev/null || echo none)/exe" >/dev/null 2>&1; }

stop() {
    for signal in TERM KILL; do
        for daemon in slurmd slurmctld munged; do
            runs $daemon && kill -s $signal "$(cat "$folder/$daemon.pid")" 2>/dev/null
        done
        i=0
        while [ $i -lt 50 ] && { runs slurmd || runs slurmctld || runs munged; }; do
            sleep 0.2
            i=$((i + 1))
        done
    done
}

if [ "$1" = stop ]; then
    stop
    exit 0
fi

mkdir -p "$folder/spool" "$folder/state" || exit 1
host=$(hostname -s)
head -c 1024 /dev/urandom >"$folder/munge.key" && chmod 600 "$folder/munge.key" || exit 1
cat >"$conf" <<EOF
ClusterName=tests
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=$folder/munge.socket
CryptoType=crypto/munge
CredType=cred/munge
SlurmctldPort=$3
SlurmdPort=$4
StateSaveLocation=$folder/state
SlurmdSpoolDir=$folder/spool
SlurmctldPidFile=$folder/slurmctld.pid
SlurmdPidFile=$folder/slurmd.pid
SlurmctldLogFile=$folder/slurmctld.log
SlurmdLogFile=$folder/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
KillWait=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=8 RealMemory=1024 State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
SlurmdParameters=config_overrides
EOF
munged --force --key-file="$folder/munge.key" --socket="$folder/munge.socket" --pid-file="$folder/munged.pid" \
    --log-file="$folder/munged.log" --seed-file="$folder/munged.seed" || exit 1
slurmctld -f "$conf" || { stop; exit 1; }
slurmd -f "$conf" || { stop; exit 1; }
i=0
while [ $i -lt 150 ]; do
    if sinfo -h -o %t 2>/dev/null | grep -q idle; then
        exit 0
    fi
    sleep 0.2
    i=$((i + 1))
done
cat "$folder/slurmctld.log" "$folder/slurmd.log" >&2
stop
exit 1
