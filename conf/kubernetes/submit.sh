#!/usr/bin/env bash
# The nightly run on Kubernetes by spark-submit alone, without an operator:
#
#   conf/kubernetes/submit.sh https://kubernetes.example.org:6443 --until 06:00
#
# Needs Spark ($SPARK_HOME), kubectl, and in the namespace a service account that may create pods:
#
#   kubectl -n vision create serviceaccount spark
#   kubectl -n vision create rolebinding spark --clusterrole=edit --serviceaccount=vision:spark
#
# Ends with Bifocal's exit code: spark-submit itself ends with 0 whatever the driver's pod ends with, so the pod is asked.
set -euo pipefail
[ $# -ge 1 ] || { echo "usage: conf/kubernetes/submit.sh https://HOST:PORT [options of the nightly job]" >&2; exit 2; }
server=$1
shift
here=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
namespace=vision
pod=bifocal-nightly-$(date -u +%Y%m%dt%H%M%Sz)

"${SPARK_HOME:?}/bin/spark-submit" \
  --master "k8s://$server" \
  --deploy-mode cluster \
  --name bifocal-nightly \
  --properties-file "$here/spark-defaults.conf" \
  --conf "spark.kubernetes.driver.pod.name=$pod" \
  --class io.bifocal.jobs.Bifocal \
  local:///opt/bifocal/target/bifocal-0.1.0.jar \
  nightly --conf /opt/bifocal/conf/kubernetes/nightly.conf "$@"

driver='{.status.containerStatuses[?(@.name=="spark-kubernetes-driver")].state.terminated.exitCode}'
code=$(kubectl --namespace "$namespace" get pod "$pod" --output "jsonpath=$driver")
echo "The driver $pod ended with exit code ${code:-unknown}; its output: kubectl --namespace $namespace logs $pod" >&2
exit "${code:-1}"
