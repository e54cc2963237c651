"""Names and codes of countries, and of the states and provinces lists write without their country."""

from typing import Final

US_STATES: Final = {
    code: name.replace("_", " ")
    for code, name in (
        pair.split("=")
        for pair in (
            "AL=Alabama AK=Alaska AZ=Arizona AR=Arkansas CA=California CO=Colorado CT=Connecticut "
            "DE=Delaware DC=District_of_Columbia FL=Florida GA=Georgia HI=Hawaii ID=Idaho IL=Illinois "
            "IN=Indiana IA=Iowa KS=Kansas KY=Kentucky LA=Louisiana ME=Maine MD=Maryland "
            "MA=Massachusetts MI=Michigan MN=Minnesota MS=Mississippi MO=Missouri MT=Montana "
            "NE=Nebraska NV=Nevada NH=New_Hampshire NJ=New_Jersey NM=New_Mexico NY=New_York "
            "NC=North_Carolina ND=North_Dakota OH=Ohio OK=Oklahoma OR=Oregon PA=Pennsylvania "
            "PR=Puerto_Rico RI=Rhode_Island SC=South_Carolina SD=South_Dakota TN=Tennessee TX=Texas "
            "UT=Utah VT=Vermont VA=Virginia WA=Washington WV=West_Virginia WI=Wisconsin WY=Wyoming"
        ).split()
    )
}
CA_PROVINCES: Final = {
    code: name.replace("_", " ")
    for code, name in (
        pair.split("=")
        for pair in (
            "AB=Alberta BC=British_Columbia MB=Manitoba NB=New_Brunswick NL=Newfoundland_and_Labrador "
            "NS=Nova_Scotia NT=Northwest_Territories NU=Nunavut ON=Ontario PE=Prince_Edward_Island "
            "QC=Quebec SK=Saskatchewan YT=Yukon"
        ).split()
    )
}
COUNTRY_CODES: Final = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS "
    "BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE "
    "EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM "
    "HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC "
    "LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA "
    "NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW "
    "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO "
    "TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split()
)
# Letters only, upper case.
COUNTRY_NAMES: Final = {
    name: code
    for code, names in (
        pair.split("=")
        for pair in (
            "US=USA,UNITEDSTATES,UNITEDSTATESOFAMERICA,THEUNITEDSTATES,AMERICA,ESTADOSUNIDOS,EEUU "
            "CA=CANADA,CAN "
            "GB=UK,GREATBRITAIN,UNITEDKINGDOM,ENGLAND,SCOTLAND,WALES,NORTHERNIRELAND,GBR "
            "IE=IRELAND,EIRE,IRL MX=MEXICO,MXICO,MEX AU=AUSTRALIA,AUS NZ=NEWZEALAND,NZL IN=INDIA,IND "
            "ZA=SOUTHAFRICA DE=GERMANY,DEUTSCHLAND FR=FRANCE ES=SPAIN,ESPANA,ESPAA IT=ITALY,ITALIA "
            "PT=PORTUGAL NL=NETHERLANDS,THENETHERLANDS,NEDERLAND,HOLLAND BE=BELGIUM AT=AUSTRIA "
            "CH=SWITZERLAND SE=SWEDEN,SVERIGE NO=NORWAY,NORGE DK=DENMARK,DANMARK FI=FINLAND "
            "PL=POLAND,POLSKA GR=GREECE IL=ISRAEL IR=IRAN JP=JAPAN BR=BRAZIL,BRASIL AR=ARGENTINA "
            "CL=CHILE CO=COLOMBIA PE=PERU CR=COSTARICA PA=PANAMA GT=GUATEMALA SV=ELSALVADOR "
            "HN=HONDURAS EC=ECUADOR VE=VENEZUELA UY=URUGUAY DO=DOMINICANREPUBLIC JM=JAMAICA "
            "PH=PHILIPPINES TH=THAILAND KE=KENYA NG=NIGERIA RU=RUSSIA UA=UKRAINE PR=PUERTORICO "
            "BM=BERMUDA BS=BAHAMAS,THEBAHAMAS IS=ICELAND NP=NEPAL MT=MALTA CY=CYPRUS "
            "TR=TURKEY,TURKIYE"
        ).split()
    )
    for name in names.split(",")
}
