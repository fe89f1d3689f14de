import { describe, expect, it } from 'vitest';
import { masked, teamsOf } from './teams';

const shift = (officer: string) => ({ shift: 'day', name: '白班', from: '', to: '', officer: { id: officer } });

describe('teams', () => {
  it('are one when the same people have all sites', () => {
    const sites = ['main', 'east'].map((site) => ({ site, shift: shift('a'), next: '20:00' }));
    expect(teamsOf(sites).map((team) => team.sites)).toEqual([['main', 'east']]);
  });

  it('are several when people differ, or one site has nobody', () => {
    const sites = [{ site: 'main', shift: shift('a') }, { site: 'east', shift: shift('b') }, { site: 'west' }];
    expect(teamsOf(sites).map((team) => [team.sites[0], team.shift?.officer?.id])).toEqual([
      ['main', 'a'],
      ['east', 'b'],
      ['west', undefined],
    ]);
  });
});

describe('masked', () => {
  it.each([
    ['13800002046', '138····2046'],
    ['0571-8700 0000', '057····0000'],
    ['120', '120'],
    ['', ''],
    ['•••••••••46', '•••••••••46'],
  ])('%s is shown as %s', (whole, shown) => {
    expect(masked(whole)).toBe(shown);
  });
});
