import { describe, expect, it } from 'vitest';
import { placesOf, sharedName } from './places';
import { point } from './samples.test-data';

describe('the name of a building', () => {
  it.each([
    [['一食堂冷库', '一食堂冷冻库', '一食堂餐厅'], '主校区', '一食堂'],
    [['一号宿舍 101 室', '一号宿舍 102 室'], '主校区', '一号宿舍'],
    [['Canteen 1, cold store', 'Canteen 1, frozen store'], 'Main campus', 'Canteen 1'],
    [['Dormitory 2, room 201', 'Dormitory 2, room 202', 'Dormitory 2, hall'], 'Main campus', 'Dormitory 2'],
    [['North hall', 'Northern gate'], 'Main', ''],
    [['主校区大门', '主校区北门'], '主校区', ''],
    [['Main gate', 'North gate'], 'Main campus', ''],
    [['东校区大门'], '东校区', ''],
  ])('of %j in %s is "%s"', (names, site, shared) => {
    expect(sharedName(names, site)).toBe(shared);
  });
});

describe('places', () => {
  const area = (path: string, name: string) => ({ path, name, nameEn: path, expected: true });
  const site = {
    id: 'main',
    name: '主校区',
    nameEn: 'Main',
    buildings: [],
    areas: [area('canteen-1/cold-store', '一食堂冷库'), area('canteen-1/hall', '一食堂餐厅'), area('gate/main', '大门')],
  };

  it('groups areas by the first segment of their path, with their points', () => {
    const [place] = placesOf([site], [point()], false);
    expect(place?.buildings.map((b) => [b.name, b.rooms.map((r) => r.shortName)])).toEqual([
      ['一食堂', ['冷库', '餐厅']],
      ['大门', ['大门']],
    ]);
    expect(place?.buildings[0]?.rooms[0]?.points).toEqual(['gw-1:cold1.temperature']);
    expect(place?.buildings[1]?.rooms[0]?.points).toEqual([]);
  });

  it('calls a building what the campus file calls it', () => {
    const named = { ...site, buildings: [{ id: 'gate', name: '校门', nameEn: 'Gates' }] };
    expect(placesOf([named], [], false)[0]?.buildings.map((b) => b.name)).toEqual(['一食堂', '校门']);
    expect(placesOf([named], [], true)[0]?.buildings.map((b) => b.name)).toEqual(['canteen-1/', 'Gates']);
  });
});
