"""Runs a file of DAGs with stand-ins for Airflow and prints what came of it as JSON.

    python3 run_dag.py FILE

The stand-ins take the keywords that the documentation of Airflow 2.8 to 3.1 and of its Spark provider names, and no others.
SparkSubmitOperator fails as the provider's does: with an AirflowException that names the exit code in its text alone.
"""

import datetime
import importlib.util
import json
import re
import sys
import types
import zoneinfo


class AirflowException(Exception):
    pass


class AirflowFailException(AirflowException):
    pass


operators = []
dags = []


class DAG:
    def __init__(self, dag_id, *, description=None, schedule=None, start_date=None, end_date=None, catchup=True,
                 max_active_runs=16, dagrun_timeout=None, default_args=None, tags=None):
        assert re.fullmatch(r"[\w.-]+", dag_id)
        assert start_date.tzinfo is not None
        self.summary = {"schedule": schedule, "catchup": catchup, "max_active_runs": max_active_runs, "zone": str(start_date.tzinfo)}
        dags.append(self)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        return None


class BaseOperator:
    def __init__(self, *, task_id, retries=0, retry_delay=None, execution_timeout=None, queue=None, pool=None,
                 on_failure_callback=None, trigger_rule=None, doc_md=None):
        assert re.fullmatch(r"[\w.-]+", task_id)
        assert retry_delay is None or isinstance(retry_delay, datetime.timedelta)
        assert execution_timeout is None or isinstance(execution_timeout, datetime.timedelta)
        self.retries = retries
        self.log = types.SimpleNamespace(info=lambda *words: None)
        operators.append(self)


class SparkSubmitOperator(BaseOperator):
    def __init__(self, *, application="", conf=None, conn_id="spark_default", files=None, py_files=None, archives=None,
                 driver_class_path=None, jars=None, java_class=None, packages=None, exclude_packages=None, repositories=None,
                 total_executor_cores=None, executor_cores=None, executor_memory=None, driver_memory=None, keytab=None,
                 principal=None, proxy_user=None, name="arrow-spark", num_executors=None, status_poll_interval=1,
                 application_args=None, env_vars=None, verbose=False, spark_binary=None, properties_file=None,
                 yarn_queue=None, deploy_mode=None, use_krb5ccache=False, **others):
        super().__init__(**others)
        self.application = application
        self.java_class = java_class
        self.properties_file = properties_file
        self.application_args = application_args
        self.exit_code = 0

    def execute(self, context):
        if self.exit_code:
            raise AirflowException(f"Cannot execute: spark-submit --master spark://75:7077. Error code is: {self.exit_code}.")


def module(name, **content):
    made = types.ModuleType(name)
    made.__dict__.update(content)
    sys.modules[name] = made


module("pendulum", datetime=lambda *when, tz: datetime.datetime(*when, tzinfo=zoneinfo.ZoneInfo(tz)))
module("airflow", DAG=DAG)
module("airflow.exceptions", AirflowException=AirflowException, AirflowFailException=AirflowFailException)
for package in ("airflow.providers", "airflow.providers.apache", "airflow.providers.apache.spark",
                "airflow.providers.apache.spark.operators"):
    module(package)
module("airflow.providers.apache.spark.operators.spark_submit", SparkSubmitOperator=SparkSubmitOperator)


def outcome(operator, code):
    operator.exit_code = code
    try:
        operator.execute({})
        return "success"
    except AirflowFailException:
        return "failed for good"
    except AirflowException:
        return "failed, to be tried again"


sys.dont_write_bytecode = True
spec = importlib.util.spec_from_file_location("dag", sys.argv[1])
spec.loader.exec_module(importlib.util.module_from_spec(spec))
[dag] = dags
[operator] = operators
json.dump({
    "dag": dag.summary,
    "retries": operator.retries,
    "application": operator.application,
    "java_class": operator.java_class,
    "properties_file": operator.properties_file,
    "arguments": operator.application_args,
    "outcomes": {str(code): outcome(operator, code) for code in (0, 1, 2, 3, 4, 75)},
}, sys.stdout)
