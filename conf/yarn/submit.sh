#!/usr/bin/env bash
# The nightly run on YARN: conf/yarn/submit.sh [options of the nightly job]. Schedule it by cron, systemd, Airflow or Oozie on a
# machine at the cluster's edge.
#
# Needs $SPARK_HOME with Spark's module for YARN, as every distribution has it, and $HADOOP_CONF_DIR. With Kerberos, add
# spark.kerberos.principal and spark.kerberos.keytab to spark-defaults.conf: a ticket of kinit may end before the night does.
# Ends with Bifocal's exit code.
set -euo pipefail
home=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../.." && pwd)

exec "${SPARK_HOME:?}/bin/spark-submit" \
  --properties-file "$home/conf/yarn/spark-defaults.conf" \
  --name bifocal-nightly \
  --class io.bifocal.jobs.Bifocal \
  "$home/target/bifocal-0.1.0.jar" \
  nightly --conf "$home/conf/yarn/nightly.conf" "$@"
