"use client";

import type { SignInWish } from "@yardlet/services";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useMay } from "@/features/frame/viewer.tsx";
import { RowAction } from "@/ui/button.tsx";
import { toast } from "@/ui/toast.tsx";

const AddCredentialDialog = dynamic(
  () => import("./credential-dialog.tsx").then((module) => module.AddCredentialDialog),
  { ssr: false },
);
const RotateCredentialDialog = dynamic(
  () => import("./credential-dialog.tsx").then((module) => module.RotateCredentialDialog),
  { ssr: false },
);

/** Offers what a host asks for, where it did: a credential, or another secret in the one that it refused. */
export function GiveCredential({ wish, onGiven }: { wish: SignInWish; onGiven: () => void }) {
  const [open, setOpen] = useState(false);
  const mayGive = useMay("credential.manage");
  if (!mayGive) return null;
  const { host, credentialId } = wish;
  const given = (text: string) => {
    setOpen(false);
    toast({ text });
    onGiven();
  };
  const close = () => setOpen(false);
  return (
    <>
      <RowAction
        onClick={() => setOpen(true)}
        aria-label={
          credentialId === null
            ? `give one here: a credential for ${host}`
            : `change it here: the credential for ${host}`
        }
      >
        {credentialId === null ? "give one here" : "change it here"}
      </RowAction>
      {open && credentialId === null ? (
        <AddCredentialDialog
          needed={wish}
          onMade={() => given(`Added a credential for ${host}; the dry run begins again`)}
          onClose={close}
        />
      ) : null}
      {open && credentialId !== null ? (
        <RotateCredentialDialog
          credential={{ ...wish, id: credentialId }}
          onRotated={() => given(`Changed the credential for ${host}; the dry run begins again`)}
          onClose={close}
        />
      ) : null}
    </>
  );
}
