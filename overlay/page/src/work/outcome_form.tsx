// SPDX-License-Identifier: Apache-2.0
// What came of something that is not simply done: a hand-off's result, or whom a follow-up reached.
import type { JSX } from "preact";
import { ReachedForm } from "./reached_form";
import { ResultForm, type ResultFormProps } from "./result_form";

export const OutcomeForm = (props: ResultFormProps): JSX.Element => (props.task.kind === "follow_up" ? <ReachedForm {...props} /> : <ResultForm {...props} />);
