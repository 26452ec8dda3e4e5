//go:build !js

package worker

import (
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	for name, tc := range map[string]struct {
		in     string
		want   []string
		failed bool
	}{
		"two runs and the end": {
			`{"type":"start","run":"a","data":{"config":{"data":{"name":"digits"},"stop":{"steps":3}}}}
			 {"type":"start","run":"b","data":{"config":{"data":{"name":"digits"},"stop":{"steps":3}}}}`,
			[]string{`"type":"ready"`, `{"type":"done","run":"a"`, `{"type":"done","run":"b"`}, false},
		"a paused run ends with the input": {
			`{"type":"start","run":"a","data":{"config":{"data":{"name":"digits"}},"paused":true}}`, []string{`"type":"started"`}, false},
		"masks and what is filled in": {
			`{"type":"masks","run":"m","data":{"mask":{"name":"white","knobs":{"ratio":0.5}},"seed":1,"rows":2,"cols":2,"count":2}}
			 {"type":"start","run":"a","data":{"config":{"data":{"name":"digits","train":100,"test":20},"model":{"name":"mae","knobs":{"patch":4,"width":16,"depth":1,"heads":2,"decoder-width":16,"decoder-depth":1}},"mask":{"name":"white"},"stop":{"steps":2,"probe":0}},"paused":true}}
			 {"type":"analyse","run":"a","data":{"what":"fillings","count":2}}
			 {"type":"analyse","run":"a","data":{"what":"fill","values":"` + strings.Repeat("A", 342) + `==","hidden":"AACAPwAAgD8AAIA/AAAAAA=="}}
			 {"type":"analyse","run":"a","data":{"what":"patches"}}`,
			[]string{`{"type":"noise","run":"m"`, `"keep":2`, `"name":"originals"`, `"name":"hidden"`, `"name":"fillings"`, `"name":"fill"`, `"name":"patches"`, `"maskedError"`}, false},
		"a patch that does not divide": {
			`{"type":"start","run":"a","data":{"config":{"data":{"name":"digits"},"model":{"name":"mae","knobs":{"patch":5}}}}}`, []string{`"field":"model.patch"`, "take one of 2, 4"}, true},
		"nonsense":   {"hello\n{\"type\":\"fly\"}\n", []string{"JSON object", "choose one of"}, true},
		"a bad run":  {`{"type":"start","run":"a","data":{"config":{"model":{"name":"vgg"}}}}`, []string{`"field":"model"`}, true},
		"no steps":   {`{"type":"start","run":"a","data":{"config":{"stop":{"steps":0}}}}`, []string{`"field":"steps"`, "0 is out of range"}, true},
		"divergence": {`{"type":"start","run":"a","data":{"config":{"data":{"name":"digits"},"optim":{"name":"sgd","knobs":{"lr":100}}}}}`, []string{`"reason":"not-a-number"`, "too high"}, true},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			if failed := Lines(strings.NewReader(tc.in), &out, site()); failed != tc.failed {
				t.Errorf("failed is %v", failed)
			}
			for _, want := range tc.want {
				if !strings.Contains(out.String(), want) {
					t.Errorf("no %s in\n%s", want, out.String())
				}
			}
		})
	}
}

func TestHelpNamesEverySetting(t *testing.T) {
	var out strings.Builder
	Help(&out)
	for _, want := range []string{"method.dim", "sparse, fastfood, dense", "0 to 2147483647"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in the help", want)
		}
	}
}
