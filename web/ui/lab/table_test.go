package lab

import (
	"math"
	"testing"
)

func TestTable(t *testing.T) {
	made := func(f Form) string {
		x := NewTable(f, []string{"name", "n", "x", "of"}, Stamp{"config", `{"lr":0.5,"by":1}`})
		x.Row("Überanpassung; a,b", -3, 0.1, float32(0.1))
		x.Row(`she said "no"`+"\n", 1000, math.NaN(), 1e-7)
		return string(x.Bytes())
	}
	want(t, "commas", made(Commas), `name,n,x,of,config
"Überanpassung; a,b",-3,0.1,0.1,"{""lr"":0.5,""by"":1}"
"she said ""no""
",1000,,1e-07,
`)
	// Numbers alone have another mark: JSON stays JSON.
	want(t, "semicolons", made(Semicolons), "\ufeff"+`name;n;x;of;config
"Überanpassung; a,b";-3;0,1;0,1;"{""lr"":0.5,""by"":1}"
"she said ""no""
";1000;;1e-07;
`)
	want(t, "a table without a row has its head", string(NewTable(Commas, []string{"x"}, Stamp{"of", "y"}).Bytes()), "x,of\n")
	want(t, "tenths", Tenths(1.26), 1.3)
}
