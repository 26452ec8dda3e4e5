package measure

import (
	"strings"
	"testing"
)

func TestMeter_TakeUp(t *testing.T) {
	m := New(catalogue, nil, 1)
	if err := m.takeUp([]byte(`{"v":1,"sweep":{"recipe":{"seed":7},"to":300}}`)); err != nil {
		t.Fatal(err)
	}
	if s, _ := m.Sweep(); s.To != 300 || s.Recipe.Seed != 7 {
		t.Errorf("took up %+v", s)
	}
	for given, want := range map[string]string{
		`{"v":1,"sweep":{"tu":300}}`:                  `"tu"`,
		`{"v":1,"sweep":{"recipe":{"dat":{}}}}`:       `"dat"`,
		`{"v":1,"sweep":{"seeds":99}}`:                "20",
		`{"v":2,"sweep":{}}`:                          "version 2",
		`{"v":1,"step":3,"config":{},"phase":"idle"}`: `"step"`,
	} {
		if err := m.takeUp([]byte(given)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", given, err)
		}
	}
	if s, _ := m.Sweep(); s.To != 300 {
		t.Errorf("what was refused has changed the form: %+v", s)
	}
}

// What a program sets is right as a whole, or nothing is changed.
func TestMeter_Change(t *testing.T) {
	m, _ := newMeter(t, 1)
	before := m.Link()
	change := func(fields map[string]any) (err error) {
		m.Change(fields, func(e error) { err = e })
		return err
	}
	for key, v := range map[string]any{"sweep.to": -5.0, "sweep.seeds": "many", "colour": "red", "steps": 0.5} {
		if err := change(map[string]any{"sweep.from": 20.0, key: v}); err == nil || !strings.Contains(err.Error(), strings.TrimPrefix(key, "sweep.")) {
			t.Errorf("%s: %v", key, err)
		}
		want(t, "the link after "+key, m.Link(), before)
	}
	if err := change(map[string]any{"sweep.to": 500.0, "seed": 3.0}); err != nil {
		t.Fatal(err)
	}
	want(t, "link", m.Link(), "seed=3&sweep.to=500")
	want(t, "notices", len(m.Notices), 0)
}
