"""The directory of services of local plans: takes lines to call from those who keep a plan, shows them for as
long as somebody has checked them lately, and never says where anybody is safe (rule LP4)."""
