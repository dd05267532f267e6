import type { Signal } from "../types.ts";
import { files, uses } from "./conditions.ts";

/** Infrastructure as code, and delivery to clusters. */
export const INFRA_SIGNALS: Signal[] = [
  { preset: "infra", weight: 1, what: "Terraform in the root", when: files("*.{tf,tofu}", { atLeast: 2 }) },
  { preset: "infra", weight: 0.6, what: "Terraform", when: files("**/*.{tf,tofu}", { atLeast: 3 }) },
  { preset: "infra", weight: 0.6, what: "Terragrunt", when: files("**/terragrunt.hcl **/root.hcl") },
  {
    preset: "infra",
    weight: 1,
    what: "Pulumi, CDK or Bicep project",
    when: files("**/pulumi.{yaml,yml} **/cdk.json **/cdktf.json main.bicep"),
    main: true,
  },
  {
    preset: "infra",
    weight: 0.7,
    what: "infrastructure toolkit",
    when: uses(
      {
        npm: "aws-cdk-lib aws-cdk @pulumi/pulumi cdktf sst cdk8s @aws-cdk/core projen",
        python: "aws-cdk-lib pulumi ansible ansible-core cdktf troposphere diagrams pyinfra cdk8s kopf",
        go: `github.com/hashicorp/terraform-plugin-framework github.com/hashicorp/terraform-plugin-sdk github.com/pulumi/pulumi/sdk
          github.com/aws/aws-cdk-go/awscdk sigs.k8s.io/controller-runtime helm.sh/helm github.com/operator-framework/operator-sdk
          github.com/crossplane/crossplane-runtime github.com/hashicorp/hcl github.com/hashicorp/terraform-exec
          github.com/gruntwork-io/terratest`,
        maven: "software.amazon.awscdk:aws-cdk-lib com.pulumi:pulumi",
        nuget: "amazon.cdk.lib pulumi",
        cargo: "kube-runtime",
      },
      { in: "app", scope: "any" },
    ),
    main: true,
  },
  {
    preset: "infra",
    weight: 0.3,
    what: "Kubernetes client",
    when: uses({ go: "k8s.io/client-go", python: "kubernetes", cargo: "kube" }, { in: "app" }),
    main: true,
  },
  {
    preset: "infra",
    weight: 1,
    what: "Helm chart in the root",
    when: files("Chart.yaml {charts,helm}/*/Chart.yaml", { atLeast: 1 }),
  },
  { preset: "infra", weight: 0.2, what: "Helm chart", when: files("**/Chart.yaml **/helmfile.{yaml,yml}") },
  {
    preset: "infra",
    weight: 0.6,
    what: "GitOps for a cluster",
    when: files(
      "**/{helmrelease,ks,gotk-sync,gotk-components}.{yaml,yml}* **/flux-system/** **/{argocd,argo-cd}/** **/applicationset*.yaml* **/fleet.yaml",
    ),
  },
  { preset: "infra", weight: 0.4, what: "Kustomize", when: files("**/kustomization.{yaml,yml}*", { atLeast: 2 }) },
  {
    preset: "infra",
    weight: 0.6,
    what: "Ansible role or playbook",
    when: files("tasks/*.{yml,yaml} **/roles/*/tasks/main.{yml,yaml} playbooks/*.{yml,yaml} playbook*.{yml,yaml}"),
  },
  {
    preset: "infra",
    weight: 0.4,
    what: "Ansible configuration",
    when: files(
      "ansible.cfg **/ansible.cfg meta/main.{yml,yaml} galaxy.yml group_vars/** inventory/** .ansible-lint molecule/**",
      { alsoIn: ["hidden"] },
    ),
  },
  {
    preset: "infra",
    weight: 1,
    what: "Packer, Vagrant, Nomad or Salt definition",
    when: files("**/*.{pkr.hcl,nomad,nomad.hcl} **/salt/top.sls **/top.sls"),
  },
  { preset: "infra", weight: 0.4, what: "Vagrant machine", when: files("Vagrantfile") },
  {
    preset: "infra",
    weight: 0.8,
    what: "Puppet or Chef module",
    when: files("manifests/*.pp **/modules/*/manifests/*.pp recipes/*.rb cookbooks/**/recipes/*.rb"),
  },
  {
    preset: "infra",
    weight: 0.6,
    what: "NixOS configuration",
    when: files("**/configuration.nix **/{hosts,machines,systems}/**/*.nix **/{home,darwin-configuration}.nix"),
  },
  {
    preset: "infra",
    weight: 0.5,
    what: "CloudFormation, Bicep or Crossplane templates",
    when: files(
      "**/{cloudformation,cfn}/**/*.{yml,yaml,json,template} **/*.{cfn,cloudformation}.{yml,yaml,json} **/crossplane.yaml **/*.bicep",
      { atLeast: 10 },
    ),
  },
  { preset: "infra", weight: 0.5, what: "Kubernetes operator", when: files("config/crd/** PROJECT", { atLeast: 2 }) },
  {
    preset: "infra",
    weight: 0.3,
    what: "many container images",
    when: files("**/{Dockerfile,Containerfile} **/Dockerfile.*", { atLeast: 8 }),
  },
  { preset: "infra", weight: 0.3, what: "GitHub Action", when: files("action.{yml,yaml}") },
];
