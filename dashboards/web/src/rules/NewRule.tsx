import { RuleForm } from './RuleForm';
import { ruleLink } from './RuleList';
import { say } from './words';

/** A rule that no file has. */
export function NewRule() {
  return (
    <>
      <a class="back" href="#/rules">
        ‹ {say('back')}
      </a>
      <RuleForm
        title={say('form.new')}
        original={{ id: '', quantity: 'temperature', above: 0, severity: 'warning' }}
        version={0}
        isNew
        onSaved={(rule) => (location.hash = ruleLink(rule.id))}
        onReload={() => (location.hash = '#/rules')}
        onCancel={() => (location.hash = '#/rules')}
      />
    </>
  );
}
