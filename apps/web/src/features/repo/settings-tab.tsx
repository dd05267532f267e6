"use client";

import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import type { Delivery, SwitchName } from "@yardlet/core/repo";
import type { RepoDetail } from "@yardlet/services";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { DELIVERIES } from "@/features/equip/words.ts";
import { useMay } from "@/features/frame/viewer.tsx";
import { SWITCHES } from "@/features/team/switches.ts";
import { useTRPC } from "@/trpc/client.ts";
import { errorOf } from "@/trpc/error.ts";
import { Button } from "@/ui/button.tsx";
import { ConfirmDialog } from "@/ui/dialog.tsx";
import { SelectField } from "@/ui/field.tsx";
import { capital } from "@/ui/format.ts";
import { Section } from "@/ui/section.tsx";
import { toast } from "@/ui/toast.tsx";
import { AddressField } from "./address-field.tsx";
import { PushHook } from "./push-hook.tsx";
import { ResultPhaseField } from "./result-phase-field.tsx";
import { useRepoSettings } from "./settings-action.ts";

const SWITCH_NAMES = ["autoEquip", "autoSkill", "autoPrune"] as const satisfies readonly SwitchName[];
const DELIVERY_NAMES = ["commit", "branch", "none"] as const satisfies readonly Delivery[];

/** What a select's option says of a switch: null leaves it to the team. */
const OWN = { team: null, on: true, off: false } as const;
const OWN_NAMES = ["team", "on", "off"] as const satisfies readonly (keyof typeof OWN)[];
const OWN_WORDS = { team: "as the team", on: "on for this repo", off: "off for this repo" } as const;

/** `address` is what people open, for those who are to call it. */
export function SettingsTab({ slug, address }: { slug: string; address: string }) {
  const mayConfigure = useMay("repo.configure");
  const trpc = useTRPC();
  const { data: detail } = useSuspenseQuery(trpc.repo.get.queryOptions({ slug }));
  return (
    <div className="form-page">
      <Section title="Automatic" note="yardlet.yaml in the repo wins over these, these over the team">
        <SwitchFields detail={detail} />
      </Section>
      <Section title="Delivery" note="how a change reaches the repo">
        <DeliveryField detail={detail} />
      </Section>
      <Section title="Address" note="where the repo is">
        <AddressField repo={detail.repo} />
      </Section>
      {mayConfigure && detail.repo.locationKind === "url" ? (
        <Section title="Push webhook" note="its git host tells of pushes">
          <PushHook slug={slug} address={address} />
        </Section>
      ) : null}
      <Section title="SkillResult" note="what becomes of a run that returns none">
        <ResultPhaseField repo={detail.repo} />
      </Section>
      <Section title="Archive" note="takes the repo off the list; nothing in the repo is touched">
        <ArchiveRepo slug={slug} />
      </Section>
    </div>
  );
}

function SwitchFields({ detail: { repo, switches } }: { detail: RepoDetail }) {
  const { change } = useRepoSettings(repo);
  const mayConfigure = useMay("repo.configure");
  return (
    <div className="form">
      {SWITCH_NAMES.map((name) => {
        const { value, from } = switches[name];
        const words = SWITCHES[name];
        return (
          <SelectField
            key={name}
            label={words.label}
            hint={`${value ? `On: ${words.on}` : `Off: ${words.off}`}. Decided by ${sourceWords(from)}.`}
            disabled={!mayConfigure}
            value={OWN_NAMES.find((own) => OWN[own] === repo.switches[name])}
            onChange={(event) => {
              const own = OWN_NAMES.find((one) => one === event.target.value);
              if (own) change({ [name]: OWN[own] });
            }}
          >
            {OWN_NAMES.map((own) => (
              <option key={own} value={own}>
                {OWN_WORDS[own]}
              </option>
            ))}
          </SelectField>
        );
      })}
    </div>
  );
}

function sourceWords(from: RepoDetail["switches"]["autoEquip"]["from"]): string {
  return { "yardlet.yaml": "yardlet.yaml in the repo", repo: "this setting", team: "the team’s default" }[from];
}

function DeliveryField({ detail: { repo } }: { detail: RepoDetail }) {
  const { change } = useRepoSettings(repo);
  const mayConfigure = useMay("repo.configure");
  return (
    <SelectField
      label="Changes arrive by"
      hint={`${DELIVERIES[repo.delivery].sentence}.${repo.deliveryNote ? ` ${capital(repo.deliveryNote)}.` : ""}`}
      disabled={!mayConfigure}
      value={repo.delivery}
      onChange={(event) => {
        const delivery = DELIVERY_NAMES.find((one) => one === event.target.value);
        if (delivery) change({ delivery });
      }}
    >
      {DELIVERY_NAMES.map((delivery) => (
        <option key={delivery} value={delivery}>
          {DELIVERIES[delivery].word}
        </option>
      ))}
    </SelectField>
  );
}

function ArchiveRepo({ slug }: { slug: string }) {
  const [asking, setAsking] = useState(false);
  const trpc = useTRPC();
  const queries = useQueryClient();
  const router = useRouter();
  const mayArchive = useMay("repo.archive");
  const archive = useMutation({
    ...trpc.repo.archive.mutationOptions(),
    onSuccess: () => {
      toast({ text: `Archived ${slug}; adding it again brings it back` });
      router.push("/repos");
      void queries.invalidateQueries(trpc.repo.list.pathFilter());
    },
    onError: (error) => {
      setAsking(false);
      toast({ text: errorOf(error).message, tone: "bad" });
    },
  });
  if (!mayArchive) return <p className="t3">An admin may archive this repo.</p>;
  return (
    <>
      <p className="t2">
        Yardlet stops reading it and writing to it. Its skills stay where they lie, its history stays here, and adding
        the repo again brings both back.
      </p>
      <p className="more">
        <Button kind="danger" onClick={() => setAsking(true)}>
          Archive {slug}…
        </Button>
      </p>
      {asking ? (
        <ConfirmDialog
          title={`Archive ${slug}`}
          action="Archive"
          busy={archive.isPending}
          onClose={() => setAsking(false)}
          onConfirm={() => archive.mutate({ slug })}
        >
          It leaves the list for everybody in the team. Nothing in the repo is touched.
        </ConfirmDialog>
      ) : null}
    </>
  );
}
