package lab

import (
	"testing"

	"petri/methods/train"
	"petri/models/spec"
	"petri/web/protocol"
)

func TestWorded(t *testing.T) {
	c := train.Catalogue()
	cfg, notices := c.FromQuery(map[string][]string{"steps": {"999999"}, "optim.lr": {"many"}, "model": {"mae"}, "mask.ratio": {"1.5"}, "mask.colour": {"1"}})
	large := spec.Refuse("method.dim", "%[1]s %[2]s is larger than the network, which has %[3]s weights: choose %[1]s %[3]s or less", 999999, 199210)
	plain, _ := c.Clamp(nil)
	for _, tc := range []struct {
		language string
		want     []string // of the notices
		large    string
	}{
		{"en", []string{
			"masking ratio goes from 0.05 to 0.95, so 1.5 is out of range. Petri took 0.95 instead.",
			"learning rate is a number from 0.000001 to 100, not many. Petri took 0.003 instead.",
			"steps goes from 1 to 100,000, so 999,999 is out of range. Petri took 100,000 instead.",
			"mask.colour is not a knob of white, which has ratio. Petri left it out.",
		}, "dimension d 999,999 is larger than the network, which has 199,210 weights: choose dimension d 199,210 or less"},
		{"de", []string{
			"Maskierungsanteil: möglich ist 0,05 bis 0,95, und 1,5 liegt außerhalb. Petri hat stattdessen 0,95 genommen.",
			"Lernrate: möglich ist eine Zahl von 0,000001 bis 100, nicht many. Petri hat stattdessen 0,003 genommen.",
			"Schritte: möglich ist 1 bis 100.000, und 999.999 liegt außerhalb. Petri hat stattdessen 100.000 genommen.",
			"mask.colour ist keine Einstellung von white, das diese hat: ratio. Petri hat es weggelassen.",
		}, "Dimension d 999.999 ist größer als das Netz, das 199.210 Gewichte hat: wähle Dimension d 199.210 oder weniger"},
	} {
		t.Run(tc.language, func(t *testing.T) {
			speak(t, tc.language)
			want(t, "notices", Notices(notices, c.Settings(cfg)...), tc.want)
			want(t, "what the worker says", Worded(large, c.Settings(plain)...), tc.large)
			over := &protocol.Error{Field: large.Field, Message: large.Message, Reason: large.Reason}
			_, sent, err := protocol.DecodeEvent(protocol.EncodeEvent("run", over))
			if err != nil {
				t.Fatal(err)
			}
			e := sent.(*protocol.Error)
			translate(e, c.Settings(plain))
			want(t, "what comes from the worker", e.Message, tc.large)
			typing := NewTyping()
			s, _ := find(c.Settings(plain), "optim.lr")
			typing.Read(s, "abc")
			want(t, "beside the field", typing.Wrong("optim.lr"), map[string]string{
				"en": "Learning rate is a number from 0.000001 to 100, not abc.", "de": "Lernrate: möglich ist eine Zahl von 0,000001 bis 100, nicht abc."}[tc.language])
		})
	}
	want(t, "the command line has the plain name", large.Error(), "dim 999999 is larger than the network, which has 199210 weights: choose dim 199210 or less")
}

func find(all []spec.Setting, key string) (spec.Setting, bool) {
	for _, s := range all {
		if s.Key == key {
			return s, true
		}
	}
	return spec.Setting{}, false
}
