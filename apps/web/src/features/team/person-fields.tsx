"use client";

import { fieldError } from "@/trpc/error.ts";
import { TextField } from "@/ui/field.tsx";

export interface Person {
  name: string;
  email: string;
  password: string;
}

export const NOBODY: Person = { name: "", email: "", password: "" };

interface PersonFieldsProps {
  person: Person;
  onChange: (person: Person) => void;
  /** The error of the last try; its fields are marked. */
  error: unknown;
}

/** What makes a member: a name, an e-mail to sign in by, a password. */
export function PersonFields({ person, onChange, error }: PersonFieldsProps) {
  return (
    <>
      <TextField
        label="Your name"
        name="name"
        autoComplete="name"
        required
        maxLength={80}
        value={person.name}
        error={fieldError(error, "name")}
        onChange={(event) => onChange({ ...person, name: event.target.value })}
      />
      <TextField
        label="E-mail"
        type="email"
        name="email"
        autoComplete="username"
        required
        maxLength={254}
        value={person.email}
        error={fieldError(error, "email")}
        onChange={(event) => onChange({ ...person, email: event.target.value })}
      />
      <TextField
        label="Password"
        type="password"
        name="password"
        autoComplete="new-password"
        required
        minLength={10}
        maxLength={128}
        hint="At least 10 characters."
        value={person.password}
        error={fieldError(error, "password")}
        onChange={(event) => onChange({ ...person, password: event.target.value })}
      />
    </>
  );
}
