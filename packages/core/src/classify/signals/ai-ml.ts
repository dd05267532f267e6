import type { Signal } from "../types.ts";
import { files, states, uses } from "./conditions.ts";

/** Models: trained, served, or asked. */
export const AI_SIGNALS: Signal[] = [
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
        maven:
          "ai.djl:api ai.djl:model-zoo org.deeplearning4j:deeplearning4j-core org.tensorflow:tensorflow-core-platform com.microsoft.onnxruntime:onnxruntime nz.ac.waikato.cms.weka:weka-stable",
        nuget: "microsoft.ml torchsharp torchsharp-cpu tensorflow.net microsoft.ml.onnxruntime llamasharp",
        go: "gorgonia.org/gorgonia github.com/sjwhitworth/golearn github.com/gomlx/gomlx",
        cpp: "torch libtorch tensorflow ggml llama onnxruntime tensorrt openvino caffe ncnn mlpack dlib",
        hex: "nx axon bumblebee exla",
        swift: "mlx-swift whisperkit mlx-swift-examples",
        docker:
          "pytorch/pytorch tensorflow/tensorflow vllm/vllm-openai huggingface/transformers-pytorch-gpu nvcr.io/nvidia/pytorch ollama/ollama",
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
      maven:
        "dev.langchain4j:langchain4j org.springframework.ai:spring-ai-openai-spring-boot-starter org.springframework.ai:spring-ai-starter-model-openai",
      nuget: "microsoft.semantickernel microsoft.extensions.ai microsoft.agents.ai",
      go: "github.com/tmc/langchaingo github.com/cloudwego/eino github.com/firebase/genkit/go",
      cargo: "rig-core llm async-openai tokenizers",
      gem: "langchainrb ruby_llm",
      cpp: "opencv opencv4 pcl",
    }),
    main: true,
  },
  {
    preset: "ai-ml",
    weight: 0.3,
    what: "client of a language model",
    when: uses({
      python:
        "openai anthropic litellm google-generativeai google-genai cohere mistralai groq ollama tiktoken together replicate",
      npm: "openai @anthropic-ai/sdk ai @google/generative-ai @google/genai cohere-ai ollama @ai-sdk/openai @huggingface/inference",
    }),
    main: true,
  },
  {
    preset: "ai-ml",
    weight: 0.3,
    what: "tracking of experiments",
    when: uses(
      {
        python: "wandb tensorboard clearml neptune comet-ml mlflow hydra-core dvc aim",
        docker: "ghcr.io/mlflow/mlflow",
      },
      { scope: "any" },
    ),
    main: true,
  },
  {
    preset: "ai-ml",
    weight: 0.3,
    what: "model or weights",
    when: files(
      "**/*.{onnx,safetensors,pt,pth,ckpt,gguf,h5,tflite,mlmodel,keras,pb,joblib} **/{model-card,model_card,modelcard}.md",
    ),
  },
  {
    preset: "ai-ml",
    weight: 0.4,
    what: "training or inference code",
    when: files(
      "**/{train,training,finetune,fine_tune,pretrain,inference,infer,predict,eval,evaluate}{,_*}.py **/{trainer,trainers,modeling,checkpoints}/*.py",
      { atLeast: 2 },
    ),
  },
  {
    preset: "ai-ml",
    weight: 0.3,
    what: "training script in the root",
    when: files("{train,main_train,finetune,pretrain}{,_*}.py"),
  },
  {
    preset: "ai-ml",
    weight: 0.6,
    what: "notebooks about machine learning",
    when: files(
      "**/*{keras,tensorflow,pytorch,neural,deep-learning,deep_learning,machine-learning,machine_learning,convnet,transformer,classification,regression,clustering,fine-tun,finetun,llm,rag}*.ipynb",
      { atLeast: 3 },
    ),
  },
  { preset: "ai-ml", weight: 0.5, what: "GPU kernels", when: files("**/*.{cu,cuh}", { atLeast: 3 }) },
  {
    preset: "ai-ml",
    weight: 0.3,
    what: "listed among artificial intelligence",
    when: states([
      "python.classifier:Topic :: Scientific/Engineering :: Artificial Intelligence",
      "python.keyword:machine-learning",
      "python.keyword:deep-learning",
      "python.keyword:machine learning",
      "python.keyword:deep learning",
      "python.keyword:llm",
      "npm.keyword:machine-learning",
      "cargo.category:science::machine-learning",
    ]),
    main: true,
  },
];
