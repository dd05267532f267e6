import type { Signal } from "../types.ts";
import { files, states, uses } from "./conditions.ts";

/** Data on its way. */
export const PIPELINE_SIGNALS: Signal[] = [
  {
    preset: "data-pipeline",
    weight: 1,
    what: "workflow or data processing engine",
    when: uses(
      {
        python: `apache-airflow airflow prefect dagster luigi kedro dbt-core dbt-postgres dbt-snowflake dbt-bigquery dbt-redshift dbt-duckdb dbt-spark
          pyspark apache-beam apache-flink meltano mage-ai sqlmesh dlt singer-sdk singer-python bytewax databricks-connect delta-spark pathway
          astronomer-cosmos airbyte-cdk snakemake flytekit metaflow zenml bonobo dataform hamilton sf-hamilton ploomber`,
        maven: `org.apache.spark:spark-core_2.12 org.apache.spark:spark-core_2.13 org.apache.spark:spark-core_2.11 org.apache.spark:spark-sql_2.12
          org.apache.spark:spark-sql_2.13 org.apache.spark:spark-sql_2.11 org.apache.spark:spark-core org.apache.spark:spark-sql
          org.apache.spark:spark-streaming org.apache.flink:flink-streaming-java org.apache.flink:flink-java org.apache.flink:flink-clients
          org.apache.beam:beam-sdks-java-core org.apache.hadoop:hadoop-client org.apache.hadoop:hadoop-common com.spotify:scio-core
          org.apache.kafka:connect-api io.debezium:debezium-core org.apache.storm:storm-core`,
        go: "github.com/benthosdev/benthos github.com/redpanda-data/benthos github.com/apache/beam/sdks",
        nuget: "microsoft.spark",
        hex: "broadway flow",
        docker: `apache/airflow puckel/docker-airflow bitnami/airflow quay.io/astronomer/astro-runtime apache/spark bitnami/spark apache/nifi
          prefecthq/prefect apache/flink flink apache/hive bde2020/hive bde2020/spark-master bde2020/hadoop-namenode mageai/mageai
          ghcr.io/dbt-labs/dbt-postgres`,
      },
      { scope: "any" },
    ),
    main: true,
  },
  { preset: "data-pipeline", weight: 1, what: "dbt project", when: states(["dbt.project"]) },
  {
    preset: "data-pipeline",
    weight: 0.8,
    what: "Airflow DAG",
    when: files("**/dags/**/*.py **/*_dag.py **/airflow.cfg"),
  },
  {
    preset: "data-pipeline",
    weight: 0.8,
    what: "pipeline definition",
    when: files(
      "**/prefect.yaml **/dagster.yaml **/dagster_cloud.yaml **/meltano.yml **/Snakefile **/*.smk **/*.nf **/dvc.yaml **/mage_data/** **/conf/base/catalog.yml **/sqlmesh/** **/dataform.json **/workflow_settings.yaml **/airbyte/**",
    ),
  },
  {
    preset: "data-pipeline",
    weight: 0.5,
    what: "extract, transform, load",
    when: files(
      "**/{etl,elt}.{py,sql,scala,ipynb} **/{etl,elt}_*.{py,sql,scala,ipynb} **/*_{etl,elt}.{py,sql,scala,ipynb} **/{etl,elt}/**/*.{py,sql,scala}",
    ),
  },
  {
    preset: "data-pipeline",
    weight: 0.4,
    what: "message stream or warehouse",
    when: uses(
      {
        python:
          "kafka-python confluent-kafka faust snowflake-connector-python google-cloud-bigquery great-expectations awswrangler pyiceberg deltalake dask sqlglot clickhouse-driver petl",
        maven:
          "org.apache.kafka:kafka-streams org.apache.kafka:kafka-clients org.apache.iceberg:iceberg-core io.delta:delta-core_2.12",
        docker:
          "confluentinc/cp-kafka bitnami/kafka wurstmeister/kafka apache/kafka trinodb/trino minio/minio apache/superset clickhouse/clickhouse-server metabase/metabase",
      },
      { in: "app" },
    ),
    main: true,
  },
  {
    preset: "data-pipeline",
    weight: 0.3,
    what: "warehouse or Spark code",
    when: files(
      "**/{spark,pyspark,lakehouse,bronze,silver,gold,ingestion,pipelines,data_pipeline}/**/*.{py,sql,scala}",
      { atLeast: 2 },
    ),
    main: true,
  },
];
