"""The nightly run of Bifocal as a DAG of Airflow.

Needs Airflow 2.8 or later and the provider apache-airflow-providers-apache-spark; a Spark connection ``bifocal_spark``, whose
deploy mode is client; and on the worker that runs the task a Spark of the version that Bifocal was built for, a JDK 17 and
/opt/bifocal. Put this file into the folder of DAGs.
"""

from __future__ import annotations

import re
from datetime import timedelta

import pendulum
from airflow import DAG
from airflow.exceptions import AirflowException, AirflowFailException
from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator

HOME = "/opt/bifocal"

WRONG_USAGE = 2
TOO_MANY_REJECTED = 3
STOPPED_AT_DEADLINE = 75


class BifocalOperator(SparkSubmitOperator):
    """Runs spark-submit and reads its exit code as Bifocal means it.

    Done (0) and stopped at the deadline with work left (75) are successes. Wrong usage (2) and too many rejected files (3) fail
    at once, as trying again would change nothing. A store that is held by another run (4), and everything else, is tried again.
    """

    def execute(self, context):
        try:
            return super().execute(context)
        except AirflowException as failure:
            code = exit_code(failure)
            if code == STOPPED_AT_DEADLINE:
                self.log.info("stopped at the deadline with work left; the next run goes on")
                return None
            if code in (WRONG_USAGE, TOO_MANY_REJECTED):
                raise AirflowFailException(f"Bifocal ended with exit code {code}") from failure
            raise


def exit_code(failure: Exception) -> int | None:
    """The exit code of spark-submit, which the provider tells in the text of its exception alone."""
    found = re.search(r"Error code is: (\d+)", str(failure))
    return int(found.group(1)) if found else None


with DAG(
    dag_id="bifocal_nightly",
    description="Scan the photo collection and compute what is missing",
    # Of the time zone of start_date, through the changes of summer time.
    schedule="0 2 * * *",
    start_date=pendulum.datetime(2026, 1, 1, tz="Europe/Berlin"),
    # A run does whatever is missing: nights that were left out need no run of their own.
    catchup=False,
    max_active_runs=1,
    tags=["bifocal"],
) as dag:
    BifocalOperator(
        task_id="nightly",
        conn_id="bifocal_spark",
        name="bifocal-nightly",
        application=f"{HOME}/target/bifocal-0.1.0.jar",
        java_class="io.bifocal.jobs.Bifocal",
        properties_file=f"{HOME}/conf/airflow/spark-defaults.conf",
        # A length and not a time of day, so that a run that starts late does not go on until the next morning.
        application_args=["nightly", "--conf", f"{HOME}/conf/airflow/nightly.conf", "--deadline", "4h"],
        retries=3,
        retry_delay=timedelta(minutes=20),
        # Twice the deadline: a run that hangs is ended, and loses one wave.
        execution_timeout=timedelta(hours=8),
    )
