import { Field } from '../records/Field';
import { issue } from './api';
import type { Place } from './place';
import { SignedForm } from './SignedForm';
import { say } from './words';

/** Who recorded it, and who looked it over. */
export function IssueDialog({ place, onDone, onCancel }: { place: Place; onDone: () => void; onCancel: () => void }) {
  const person = (name: 'recorder' | 'reviewer', list: string) => (
    <>
      <Field id={`issue-${name}`} label={say(`issue.${name}`)}>
        <input id={`issue-${name}`} name={name} list={list} autocomplete="off" maxLength={200} data-testid={`issue-${name}`} />
      </Field>
      <Field id={`issue-${name}Pin`} label={say(`issue.${name}Pin`)}>
        <input id={`issue-${name}Pin`} name={`${name}Pin`} type="password" inputMode="numeric" autocomplete="off" />
      </Field>
    </>
  );
  return (
    <SignedForm
      title={say('issue.title')}
      what={say('issue.what')}
      submit={say('issue.submit')}
      needed={[['recorder', say('issue.recorder')]]}
      send={(text) =>
        issue(place, {
          recorder: text('recorder'),
          recorderPin: text('recorderPin'),
          reviewer: text('reviewer'),
          reviewerPin: text('reviewerPin'),
        })
      }
      onDone={onDone}
      onCancel={onCancel}
    >
      {(list) => (
        <>
          {person('recorder', list)}
          {person('reviewer', list)}
        </>
      )}
    </SignedForm>
  );
}
