package measure

import (
	"strings"
	"testing"
)

func TestMeter_TakeUp(t *testing.T) {
	m := New(catalogue, nil, 1)
	if err := m.TakeUp([]byte(`{"v":1,"sweep":{"recipe":{"seed":7},"to":300}}`)); err != nil {
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
		if err := m.TakeUp([]byte(given)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", given, err)
		}
	}
	if s, _ := m.Sweep(); s.To != 300 {
		t.Errorf("what was refused has changed the form: %+v", s)
	}
}
