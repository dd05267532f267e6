import type { Signal } from "../types.ts";
import { files, share, states, uses } from "./conditions.ts";

/** Models, data on its way, notebooks, and text. */
export const DATA_SIGNALS: Signal[] = [
  {
    preset: "ai-ml",
    weight: 1,
    what: "machine-learning framework",
    when: uses(
      {
        python: `torch torchvision torchaudio tensorflow tensorflow-cpu tensorflow-gpu tf-nightly keras jax jaxlib flax equinox pytorch-lightning lightning
          transformers diffusers sentence-transformers peft accelerate trl vllm deepspeed timm ultralytics paddlepaddle mxnet fastai mlx mlx-lm
          xgboost lightgbm catboost stable-baselines3 detectron2 mmcv mmengine monai openai-whisper faster-whisper bitsandbytes unsloth sglang
          torch-geometric kornia tinygrad chainer theano`,
        npm: "@tensorflow/tfjs @tensorflow/tfjs-node @huggingface/transformers @xenova/transformers brain.js ml5 onnxruntime-node onnxruntime-web",
        cargo: "candle-core candle-nn burn tch ort linfa tract-onnx dfdx rust-bert smartcore mistralrs",
        maven: "ai.djl:api ai.djl:model-zoo org.deeplearning4j:deeplearning4j-core org.tensorflow:tensorflow-core-platform com.microsoft.onnxruntime:onnxruntime nz.ac.waikato.cms.weka:weka-stable",
        nuget: "microsoft.ml torchsharp torchsharp-cpu tensorflow.net microsoft.ml.onnxruntime llamasharp",
        go: "gorgonia.org/gorgonia github.com/sjwhitworth/golearn github.com/gomlx/gomlx",
        cpp: "torch libtorch tensorflow ggml llama onnxruntime tensorrt openvino caffe ncnn mlpack dlib",
        hex: "nx axon bumblebee exla",
        swift: "mlx-swift whisperkit mlx-swift-examples",
        docker: "pytorch/pytorch tensorflow/tensorflow vllm/vllm-openai huggingface/transformers-pytorch-gpu nvcr.io/nvidia/pytorch ollama/ollama",
      },
      { scope: "any" },
    ),
    main: true,
  },
  {
    preset: "ai-ml",
    weight: 0.6,
    what: "library of learning, language or vision",
    when: uses({
      python: `scikit-learn spacy gensim onnxruntime onnx mlflow mlflow-skinny optuna gymnasium gym nltk shap langchain langgraph langchain-core langchain-community
        llama-index llama-index-core llama-cpp-python dspy dspy-ai haystack-ai farm-haystack crewai autogen pyautogen autogen-agentchat semantic-kernel
        gradio faiss-cpu faiss-gpu ray ragas deepeval guidance outlines instructor smolagents agno phidata mem0ai letta sentencepiece tokenizers datasets evaluate
        prophet hmmlearn imbalanced-learn bertopic flair stanza mediapipe pymc albumentations pydantic-ai txtai marvin`,
      npm: "langchain @langchain/core @langchain/langgraph llamaindex @mastra/core genkit @genkit-ai/core",
      maven: "dev.langchain4j:langchain4j org.springframework.ai:spring-ai-openai-spring-boot-starter org.springframework.ai:spring-ai-starter-model-openai",
      nuget: "microsoft.semantickernel microsoft.extensions.ai microsoft.agents.ai",
      go: "github.com/tmc/langchaingo github.com/cloudwego/eino github.com/firebase/genkit/go",
      cargo: "rig-core llm async-openai tokenizers",
      gem: "langchainrb ruby_llm",
      cpp: "opencv opencv4 pcl",
    }),
    main: true,
  },
  { preset: "ai-ml", weight: 0.3, what: "client of a language model", when: uses({ python: "openai anthropic litellm google-generativeai google-genai cohere mistralai groq ollama tiktoken together replicate", npm: "openai @anthropic-ai/sdk ai @google/generative-ai @google/genai cohere-ai ollama @ai-sdk/openai @huggingface/inference" }), main: true },
  { preset: "ai-ml", weight: 0.3, what: "tracking of experiments", when: uses({ python: "wandb tensorboard clearml neptune comet-ml mlflow hydra-core dvc aim", docker: "ghcr.io/mlflow/mlflow" }, { scope: "any" }), main: true },
  { preset: "ai-ml", weight: 0.3, what: "model or weights", when: files("**/*.{onnx,safetensors,pt,pth,ckpt,gguf,h5,tflite,mlmodel,keras,pb,joblib} **/{model-card,model_card,modelcard}.md") },
  { preset: "ai-ml", weight: 0.4, what: "training or inference code", when: files("**/{train,training,finetune,fine_tune,pretrain,inference,infer,predict,eval,evaluate}{,_*}.py **/{trainer,trainers,modeling,checkpoints}/*.py", { atLeast: 2 }) },
  { preset: "ai-ml", weight: 0.3, what: "training script in the root", when: files("{train,main_train,finetune,pretrain}{,_*}.py") },
  { preset: "ai-ml", weight: 0.6, what: "notebooks about machine learning", when: files("**/*{keras,tensorflow,pytorch,neural,deep-learning,deep_learning,machine-learning,machine_learning,convnet,transformer,classification,regression,clustering,fine-tun,finetun,llm,rag}*.ipynb", { atLeast: 3 }) },
  { preset: "ai-ml", weight: 0.5, what: "GPU kernels", when: files("**/*.{cu,cuh}", { atLeast: 3 }) },
  { preset: "ai-ml", weight: 0.3, what: "listed among artificial intelligence", when: states(["python.classifier:Topic :: Scientific/Engineering :: Artificial Intelligence", "python.keyword:machine-learning", "python.keyword:deep-learning", "python.keyword:machine learning", "python.keyword:deep learning", "python.keyword:llm", "npm.keyword:machine-learning", "cargo.category:science::machine-learning"]), main: true },
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
  { preset: "data-pipeline", weight: 0.8, what: "Airflow DAG", when: files("**/dags/**/*.py **/*_dag.py **/airflow.cfg") },
  { preset: "data-pipeline", weight: 0.8, what: "pipeline definition", when: files("**/prefect.yaml **/dagster.yaml **/dagster_cloud.yaml **/meltano.yml **/Snakefile **/*.smk **/*.nf **/dvc.yaml **/mage_data/** **/conf/base/catalog.yml **/sqlmesh/** **/dataform.json **/workflow_settings.yaml **/airbyte/**") },
  { preset: "data-pipeline", weight: 0.5, what: "extract, transform, load", when: files("**/{etl,elt}*.{py,sql,scala,ipynb} **/{etl,elt}/**/*.{py,sql,scala}") },
  { preset: "data-pipeline", weight: 0.4, what: "message stream or warehouse", when: uses({ python: "kafka-python confluent-kafka faust snowflake-connector-python google-cloud-bigquery great-expectations awswrangler pyiceberg deltalake dask sqlglot clickhouse-driver petl", maven: "org.apache.kafka:kafka-streams org.apache.kafka:kafka-clients org.apache.iceberg:iceberg-core io.delta:delta-core_2.12", docker: "confluentinc/cp-kafka bitnami/kafka wurstmeister/kafka apache/kafka trinodb/trino minio/minio apache/superset clickhouse/clickhouse-server metabase/metabase" }, { in: "app" }), main: true },
  { preset: "data-pipeline", weight: 0.3, what: "much SQL", when: share("sql", 0.3, { files: 10 }) },
  { preset: "data-pipeline", weight: 0.3, what: "warehouse or Spark code", when: files("**/{spark,pyspark,lakehouse,bronze,silver,gold,ingestion,pipelines,data_pipeline}/**/*.{py,sql,scala}", { atLeast: 2 }), main: true },
  { preset: "notebook", weight: 1, what: "notebooks", when: share("ipynb qmd", 0.3, { files: 3 }) },
  { preset: "notebook", weight: 0.5, what: "several notebooks", when: share("ipynb qmd rmd", 0.15, { files: 5 }) },
  { preset: "docs", weight: 0.7, what: "mostly text", when: share("md mdx markdown rst adoc asciidoc tex typ org qmd", 0.7, { of: "text", files: 3 }) },
  { preset: "docs", weight: 1, what: "mostly text", when: share("md mdx markdown rst adoc asciidoc tex typ org qmd", 0.9, { of: "text", files: 3 }) },
  { preset: "docs", weight: 0.5, what: "mostly text", when: share("md mdx markdown rst adoc asciidoc tex typ org qmd", 0.45, { of: "text", files: 30 }) },
  { preset: "docs", weight: 0.3, what: "documentation site in the root", when: files("{mkdocs,docusaurus.config,_config,conf,hugo,config,zensical,mint,docs,astro.config}.{yml,yaml,toml,js,ts,mjs,py,json} .vitepress/** _posts/** {,src/,docs/}SUMMARY.md", { alsoIn: ["hidden"] }) },
  { preset: "docs", weight: 0.7, what: "book in the root", when: files("book.toml antora.yml _toc.yml _bookdown.yml _quarto.yml") },
  { preset: "docs", weight: 0.6, what: "documentation generator", when: uses({ npm: "@docusaurus/core vitepress vuepress nextra fumadocs-ui fumadocs-core @astrojs/starlight docsify docsify-cli @mintlify/cli mint @rspress/core rspress honkit gitbook-cli hexo" }, { in: "app", scope: "any" }), main: true },
  { preset: "docs", weight: 0.6, what: "documentation generator", when: uses({ python: "mkdocs mkdocs-material sphinx jupyter-book zensical pelican nikola", gem: "jekyll github-pages just-the-docs middleman nanoc", go: "github.com/gohugoio/hugo" }, { in: "app" }), main: true },
];

/** Tools of coding agents, and what such agents load. */
export const AGENT_SIGNALS: Signal[] = [
  { preset: "agent-tooling", weight: 0.4, what: "plugin or extension of a coding agent", when: files(".claude-plugin/{plugin,marketplace}.json gemini-extension.json .codex-plugin/** plugins/*/.claude-plugin/plugin.json", { alsoIn: ["hidden"] }) },
  { preset: "agent-tooling", weight: 0.6, what: "skills to install", when: files("skills/**/SKILL.md SKILL.md */SKILL.md plugins/*/skills/*/SKILL.md", { atLeast: 2 }) },
  { preset: "agent-tooling", weight: 0.3, what: "agents, commands or hooks to install", when: files("{agents,commands,subagents}/**/*.md hooks/hooks.json plugins/*/{agents,commands}/*.md", { atLeast: 3 }) },
  { preset: "agent-tooling", weight: 0.3, what: "server for the Model Context Protocol", when: uses({ npm: "@modelcontextprotocol/sdk @modelcontextprotocol/server fastmcp mcp-framework mcp-handler", python: "mcp fastmcp mcp-server", cargo: "rmcp mcp-sdk", go: "github.com/mark3labs/mcp-go github.com/modelcontextprotocol/go-sdk/mcp github.com/modelcontextprotocol/go-sdk", maven: "io.modelcontextprotocol.sdk:mcp", nuget: "modelcontextprotocol", gem: "mcp", composer: "mcp/sdk php-mcp/server" }), main: true },
  { preset: "agent-tooling", weight: 0.5, what: "toolkit for coding agents", when: uses({ npm: "@anthropic-ai/claude-agent-sdk @anthropic-ai/claude-code @openai/codex-sdk @agentclientprotocol/sdk @opencode-ai/sdk @opencode-ai/plugin @github/copilot-sdk", python: "claude-agent-sdk claude-code-sdk agent-client-protocol openai-codex-sdk", cargo: "agent-client-protocol" }), main: true },
  { preset: "agent-tooling", weight: 0.4, what: "says that it serves agents", when: states(["npm.keyword:mcp", "npm.keyword:mcp-server", "npm.keyword:model-context-protocol", "npm.keyword:claude-plugin", "npm.keyword:agent-skills", "npm.keyword:opencode-plugin", "python.keyword:mcp", "python.keyword:mcp-server", "python.keyword:model-context-protocol", "cargo.keyword:mcp"]), main: true },
  { preset: "agent-tooling", weight: 0.6, what: "bears the name of the Model Context Protocol", when: states(["npm.mcp", "npm.name:mcp", "python.name:mcp", "cargo.name:mcp"]), main: true },
  { preset: "agent-tooling", weight: 0.2, what: "entry in the registry of MCP servers", when: files("server.json smithery.yaml") },
];
